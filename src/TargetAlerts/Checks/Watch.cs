namespace TargetAlerts.Checks;

internal enum WatchState { New, Ok, Unavailable, Quarantined }

/// <summary>Target × source: the unit that is checked, shared by all alerts on the target.</summary>
internal sealed record Watch
{
    public required string Target { get; init; }

    public required string Source { get; init; }

    public WatchState State { get; init; }

    public DateTimeOffset? BaselineAt { get; init; }

    public string? Cursor { get; init; }

    public string? Gate { get; init; }

    public string? Query { get; init; }

    public int FingerprintVersion { get; init; }

    /// <summary>Since when it is to be checked; null in rows from before this was kept.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Start of the last complete check: what the watch is checked up to.</summary>
    public DateTimeOffset? LastCompleteAt { get; init; }

    /// <summary>Start of the last check that read the whole listing.</summary>
    public DateTimeOffset? LastListingAt { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public string? Reason { get; init; }

    public string? Notes { get; init; }

    public string? QuarantinedCheck { get; init; }
}

internal enum CheckOutcome { Complete, Baseline, Unavailable, Quarantined }

/// <summary>How one check of a watch ended.</summary>
internal sealed record CheckReport(string Target, string Source, CheckOutcome Outcome, int Seen, int Added, int Updated, int Withdrawn, string? Reason);

/// <summary>What a complete check leaves with its watch.</summary>
internal sealed record Completion
{
    public required string? Cursor { get; init; }

    public required string? Gate { get; init; }

    public required string Query { get; init; }

    public required int FingerprintVersion { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool Listing { get; init; }

    public required bool Baseline { get; init; }

    public string? Notes { get; init; }

    /// <summary>Of all that is staged: two equal results a day apart confirm each other.</summary>
    public string? Equal { get; init; }
}
