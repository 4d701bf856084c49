using System.Text.Json.Serialization;
using TargetAlerts.Sources;

namespace TargetAlerts.Changes;

public enum ChangeKind { Added, Updated, Withdrawn }

public enum Severity { Low, Normal, High }

/// <summary>One fact of a change, old → new; null is "absent".</summary>
public sealed record FactChange(
    [property: JsonPropertyName("f")] string Fact,
    [property: JsonPropertyName("o")] FactValue? Old,
    [property: JsonPropertyName("n")] FactValue? New,
    [property: JsonPropertyName("s")] Severity Severity);

/// <summary>
/// What a complete check saw happen to a record. Numbers rise in commit order and are never reused.
/// An added change belongs to one target; an updated or withdrawn one reaches every target that holds the record.
/// </summary>
public sealed record Change
{
    public long Number { get; init; }

    public required SourceName Source { get; init; }

    public required string RecordId { get; init; }

    /// <summary>The target of an added change; null otherwise.</summary>
    public string? Target { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>Why a record was withdrawn: "retracted", "removed" or "merged into NCT…"; null otherwise.</summary>
    public string? Reason { get; init; }

    public required Severity Severity { get; init; }

    public IReadOnlyList<FactChange> Facts { get; init; } = [];

    public DateTimeOffset DetectedAt { get; init; }
}
