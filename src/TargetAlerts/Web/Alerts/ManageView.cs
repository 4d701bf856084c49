namespace TargetAlerts.Web.Alerts;

/// <summary>The forms of the manage page as they were filled in, and what is to be mended, by field.</summary>
public sealed record ManageForms
{
    public string Until { get; init; } = "";

    public string Record { get; init; } = "";

    public string Fact { get; init; } = "";

    public string Source { get; init; } = "";

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string Fault(string field) => Faults.GetValueOrDefault(field, "");
}

/// <summary>One alert's own page.</summary>
public sealed record ManageView
{
    public required Subscribers.AlertInWords Alert { get; init; }

    public required string Address { get; init; }

    /// <summary>How long its link works.</summary>
    public required string Until { get; init; }

    /// <summary>"next digest Mon 7 Dec 2026, 08:00"; empty where none is to come.</summary>
    public required string Next { get; init; }

    /// <summary>The first day a pause can end on, and the one it ends on; yyyy-MM-dd.</summary>
    public required string FirstDay { get; init; }

    public required string PausedUntil { get; init; }

    public required IReadOnlyList<MuteRow> Mutes { get; init; }

    public required IReadOnlyList<FactGroup> Facts { get; init; }

    public required IReadOnlyList<(string Value, string Label)> Sources { get; init; }

    public required ManageForms Forms { get; init; }

    public required string Ticket { get; init; }

    public string? Note { get; init; }
}
