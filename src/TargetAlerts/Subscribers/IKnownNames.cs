namespace TargetAlerts.Subscribers;

/// <summary>The targets and sources an alert may name. Implemented by the host over its profiles and connectors.</summary>
internal interface IKnownNames
{
    /// <summary>The symbol of the target a text names ("sert", "SLC6A4"); null when there is none.</summary>
    string? TargetSymbol(string text);

    IReadOnlyCollection<string> Targets { get; }

    IReadOnlyCollection<string> Sources { get; }
}
