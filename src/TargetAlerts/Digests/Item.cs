using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>What a reader sees as one thing: a record and what happened to it in the period.</summary>
internal sealed record Item
{
    public required SourceRecord Record { get; init; }

    public required ChangeKind Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>"retracted", "removed", "merged into …", "back"; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>First old → last new, per fact.</summary>
    public IReadOnlyList<FactChange> Facts { get; init; } = [];

    public required IReadOnlyList<Considered> Told { get; init; }

    /// <summary>Records joined into this item, such as the notice of a retraction.</summary>
    public IReadOnlyList<SourceRecord> Joined { get; init; } = [];

    public DateTimeOffset DetectedAt => Told.Max(considered => considered.Change.DetectedAt);
}

/// <summary>The items of a period, and which changes they account for.</summary>
/// <param name="Joined">Changes told with another item, or that came to nothing within the period.</param>
internal sealed record Period(IReadOnlyList<Item> Items, IReadOnlyList<long> Told, IReadOnlyList<long> Joined);
