using TargetAlerts.Digests;

namespace TargetAlerts.Web.Targets;

/// <summary>The page of a target as it is to be read.</summary>
public sealed record TargetView
{
    public required string Symbol { get; init; }

    /// <summary>"Serotonin transporter · Homo sapiens".</summary>
    public required string Name { get; init; }

    /// <summary>Label, and words each with an address or without.</summary>
    public required IReadOnlyList<(string Label, IReadOnlyList<DigestLink> Values)> Identity { get; init; }

    /// <summary>Names that are known and not searched, with the reason.</summary>
    public required IReadOnlyList<string> Cautions { get; init; }

    public required IReadOnlyList<CountRow> Counts { get; init; }

    /// <summary>The last seven days in words.</summary>
    public required WeekWords Week { get; init; }

    public required IReadOnlyList<WeekBars> Weeks { get; init; }

    public required IReadOnlyList<Rung> Ladder { get; init; }

    public required IReadOnlyList<StructureDot> Structures { get; init; }

    public required TimelineFilter Filter { get; init; }

    /// <summary>Changes that the filter lets through.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<(string Day, IReadOnlyList<DigestItem> Items)> Timeline { get; init; }

    /// <summary>The address query of the older page; null on the last.</summary>
    public string? Older { get; init; }

    public required IReadOnlyList<ComingRow> Coming { get; init; }

    public required IReadOnlyList<CoverageLine> Coverage { get; init; }

    public required IReadOnlyList<(string Value, string Label)> Sources { get; init; }

    public required IReadOnlyList<(string Value, string Label)> Kinds { get; init; }

    public required IReadOnlyList<string> Credits { get; init; }

    /// <summary>Names of the target and its drugs, marked in titles.</summary>
    public required IReadOnlyList<string> Marked { get; init; }
}

/// <param name="Kind">In words: "Papers".</param>
public sealed record CountRow(string Kind, int Known, int Week, int Quarter, int Withdrawn);

/// <summary>New records of some kinds by week, the running one last.</summary>
public sealed record WeekBars(string Label, IReadOnlyList<int> Weeks, DateOnly First)
{
    /// <summary>The same numbers in four, for the table below.</summary>
    public IReadOnlyList<int> Quarters => [.. Weeks.Chunk(13).Select(quarter => quarter.Sum())];
}
