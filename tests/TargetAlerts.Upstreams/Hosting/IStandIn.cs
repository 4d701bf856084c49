namespace TargetAlerts.Upstreams.Hosting;

/// <summary>One source: where it lives and what it answers.</summary>
internal interface IStandIn
{
    UpstreamSource Source { get; }

    /// <summary>The path before the endpoint, with its last slash.</summary>
    string Prefix { get; }

    /// <summary>The name used in the log and in faults, from the path after the prefix.</summary>
    string Endpoint(string rest);

    Answer Answer(Ask ask);
}
