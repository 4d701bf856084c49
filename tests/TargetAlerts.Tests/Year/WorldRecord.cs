namespace TargetAlerts.Tests.Year;

/// <summary>What a source says of a record now, as far as a reader would be told of a difference: facts by their label, in a reader's words.</summary>
internal sealed class WorldRecord
{
    public required string Source { get; init; }

    public required string Id { get; init; }

    /// <summary>"publication", "trial".</summary>
    public required string Kind { get; init; }

    /// <summary>The word alerts filter by; it stands in the title and nowhere else.</summary>
    public required string Topic { get; init; }

    public required HashSet<string> Targets { get; init; }

    public Dictionary<string, string> Facts { get; } = [];

    /// <summary>The day of the latest version that the source dates.</summary>
    public DateOnly Posted { get; set; }

    /// <summary>The retracted paper, of a notice.</summary>
    public string? NoticeOf { get; init; }

    /// <summary>Gone from the source.</summary>
    public bool Gone { get; set; }

    public string? MergedInto { get; set; }

    public string Fact(string label) => Facts.GetValueOrDefault(label, "");
}

internal enum SeenKind { Added, Updated, Withdrawn }

/// <summary>What a complete check must have seen happen to a record; numbered in the order seen.</summary>
internal sealed record SeenChange(int Number, WorldRecord Record, SeenKind Kind, string? Target, string? Reason, DateTimeOffset At)
{
    public IReadOnlyDictionary<string, (string? Old, string? New)> Facts { get; init; } = new Dictionary<string, (string?, string?)>();

    /// <summary>0 low, 1 normal, 2 high.</summary>
    public int Severity { get; init; }
}
