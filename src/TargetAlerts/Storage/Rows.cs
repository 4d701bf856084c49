using System.Text.Json;
using TargetAlerts.Changes;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>Rows as the database gives them, and what they mean.</summary>
internal class RecordRow
{
    public required string Source { get; init; }

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string Link { get; init; }

    public DateOnly? Dated { get; init; }

    public required string Facts { get; init; }

    public required string Texts { get; init; }

    public required string Identifiers { get; init; }

    public string? SameAs { get; init; }

    public string? Related { get; init; }

    public SourceRecord Record() => new()
    {
        Source = new(Source),
        Id = Id,
        Kind = Enum.Parse<RecordKind>(Kind, ignoreCase: true),
        Title = Title,
        Link = Link,
        Dated = Dated,
        Facts = JsonSerializer.Deserialize<Dictionary<string, FactValue>>(Facts)!,
        Texts = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(Texts)!,
        Identifiers = JsonSerializer.Deserialize<Dictionary<string, string>>(Identifiers)!,
        SameAs = Listed(SameAs),
        Related = Listed(Related),
    };

    private static List<string> Listed(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<string>>(json)!;
}

internal sealed class ChangeRow
{
    public long Number { get; init; }

    public required string Source { get; init; }

    public required string RecordId { get; init; }

    public string? Target { get; init; }

    public required string Kind { get; init; }

    public string? Reason { get; init; }

    public int Severity { get; init; }

    public required string Facts { get; init; }

    public DateTimeOffset DetectedAt { get; init; }

    public string? Mark { get; init; }

    public Change Change() => new()
    {
        Number = Number,
        Source = new(Source),
        RecordId = RecordId,
        Target = Target,
        Kind = Enum.Parse<ChangeKind>(Kind, ignoreCase: true),
        Reason = Reason,
        Severity = (Severity)Severity,
        Facts = JsonSerializer.Deserialize<List<FactChange>>(Facts)!,
        DetectedAt = DetectedAt,
    };

    public LedgerMark Marked() => Mark switch { "late" => LedgerMark.Late, "repeat" => LedgerMark.Repeat, _ => LedgerMark.None };
}

internal sealed class MembershipRow
{
    public required string Source { get; init; }

    public required string Target { get; init; }

    public required string Id { get; init; }

    public required string Matches { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    public Membership Membership() => new(Source, Id, Target, JsonSerializer.Deserialize<List<Match>>(Matches)!, FirstSeenAt, LeftAt);
}
