namespace TargetAlerts.Upstreams;

/// <summary>News that can be made to happen: a name to show and what it does to the model.</summary>
public sealed record Scene(string Name, Action<UpstreamModel> Play);
