using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>What a reader sees as one thing: a work and what happened to it in the period.</summary>
internal sealed record Item
{
    /// <summary>The reason of an update that is a preprint's paper.</summary>
    public const string Published = "published";

    /// <summary>The record that speaks for the work.</summary>
    public required SourceRecord Record { get; init; }

    /// <summary>All records of the work, in the order of their sources; empty where it has the one.</summary>
    public IReadOnlyList<SourceRecord> Twins { get; init; } = [];

    public required ChangeKind Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>"retracted", "removed", "merged into …", "back", "published"; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>First old → last new, per source and fact.</summary>
    public IReadOnlyList<ItemFact> Facts { get; init; } = [];

    public required IReadOnlyList<Considered> Told { get; init; }

    /// <summary>The last digest that held the work; null where it is new to the reader.</summary>
    public ToldBefore? Before { get; init; }

    /// <summary>Records joined into this item, such as the notice of a retraction.</summary>
    public IReadOnlyList<SourceRecord> Joined { get; init; } = [];

    /// <summary>Records of other works that this one names, or that name it.</summary>
    public IReadOnlyList<SourceRecord> Related { get; init; } = [];

    public DateTimeOffset DetectedAt => Told.Max(considered => considered.Change.DetectedAt);
}

/// <summary>A fact that changed, in the words of the source that says so.</summary>
internal sealed record ItemFact(SourceName Source, FactChange Change);

/// <summary>The items of a period, and which changes they account for.</summary>
/// <param name="Joined">Changes told with another item, or that came to nothing within the period.</param>
internal sealed record Period(IReadOnlyList<Item> Items, IReadOnlyList<long> Told, IReadOnlyList<long> Joined);
