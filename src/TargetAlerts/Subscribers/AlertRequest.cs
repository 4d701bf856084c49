namespace TargetAlerts.Subscribers;

/// <summary>What a command or a form said about an alert, as typed. Null and empty mean "not said".</summary>
internal sealed record AlertRequest
{
    /// <summary>Each makes an alert of its own.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<string> Targets { get; init; } = [];

    public string? Frequency { get; init; }

    public string? Day { get; init; }

    public string? At { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>"all" stands for every source; the same for kinds and changes.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Of several the lowest counts.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>"none" takes all terms away; the same for the terms not wanted.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    public IReadOnlyList<string> NotTerms { get; init; } = [];

    public bool? Heartbeat { get; init; }

    /// <summary>"html" or "text".</summary>
    public string? Format { get; init; }

    /// <summary>"5", "10", "20", "50" or "all".</summary>
    public string? PerSection { get; init; }

    /// <summary>The admin vouches for the subscriber's consent: no confirmation mail.</summary>
    public bool Confirmed { get; init; }
}
