namespace TargetAlerts.Web.Alerts;

/// <summary>What the mute link of an item shows.</summary>
public sealed record MuteView
{
    /// <summary>The alert's: "SERT weekly".</summary>
    public required string Alert { get; init; }

    /// <summary>"trial".</summary>
    public required string Noun { get; init; }

    public required string Title { get; init; }

    public required string Link { get; init; }

    /// <summary>"ClinicalTrials.gov".</summary>
    public required string Source { get; init; }

    /// <summary>The page's own address with its query, relative.</summary>
    public required string Action { get; init; }

    /// <summary>Facts of the record that changed before, then the others.</summary>
    public required IReadOnlyList<FactGroup> Facts { get; init; }

    /// <summary>Mutes in force that concern the record.</summary>
    public required IReadOnlyList<MuteRow> Mutes { get; init; }

    /// <summary>What is chosen: "record", "fact" or "source".</summary>
    public string Chosen { get; init; } = "record";

    public string Fact { get; init; } = "";

    public string Fault { get; init; } = "";

    public required string Unsubscribe { get; init; }

    public required string Ticket { get; init; }

    public string? Note { get; init; }
}
