namespace TargetAlerts.Sources;

/// <summary>What a difference in one fact is worth.</summary>
public enum Verdict
{
    /// <summary>Stored, never told: cosmetic.</summary>
    Silent,
    Low,
    Normal,
    High,

    /// <summary>High, and bad news: a trial terminated, a concern expressed.</summary>
    Bad,

    /// <summary>The source's own word that the record is void, such as a retraction: a withdrawn change.</summary>
    Withdrawn,
}

/// <summary>One fact before and after; null is "absent".</summary>
public readonly record struct FactDifference(FactValue? Old, FactValue? New);

/// <summary>
/// One row of a source's table of facts: how a fact is called, when a difference matters and how it is said.
/// A fact without a row, or judged <see cref="Verdict.Silent"/>, never makes a change.
/// </summary>
/// <param name="Name">The key in <see cref="SourceRecord.Facts"/>, stable across versions.</param>
/// <param name="Label">The words a reader sees: "Primary completion".</param>
public sealed record FactDefinition(string Name, string Label)
{
    public required Func<FactDifference, Verdict> Judge { get; init; }

    /// <summary>A value in plain English: "Active, not recruiting".</summary>
    public Func<FactValue, string> Words { get; init; } = value => string.Join(", ", value.Values);

    /// <summary>The distance between two values in words ("7 months later"), or null.</summary>
    public Func<FactDifference, string?> Distance { get; init; } = _ => null;

    /// <summary>The difference in words where values are long ("added: “…”"), said in place of old → new; null leaves it to them.</summary>
    public Func<FactDifference, string?> Difference { get; init; } = _ => null;

    /// <summary>The event in words when this fact makes it ("Trial terminated"), or null for the kind's own words.</summary>
    public Func<FactDifference, string?> Headline { get; init; } = _ => null;

    /// <summary>True where a value once seen holds although the source stops saying it: a retraction is not undone by silence.</summary>
    public bool KeptWhenAbsent { get; init; }
}
