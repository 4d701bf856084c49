using TargetAlerts.Targets;

namespace TargetAlerts.Sources;

/// <summary>
/// A normalised item of a source, stored once per (source, id).
/// Facts are compared by the source's table of <see cref="FactDefinition"/>s; searchable texts serve matching and display only.
/// </summary>
public sealed record SourceRecord
{
    public required SourceName Source { get; init; }

    /// <summary>The source's own permanent identifier: "41974676", "NCT06604689".</summary>
    public required string Id { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>Plain text, cleaned by <see cref="PlainText"/>.</summary>
    public required string Title { get; init; }

    /// <summary>HTTPS, built from the validated identifier, never copied from the source.</summary>
    public required string Link { get; init; }

    /// <summary>The day the source took the record in; null where the source does not tell.</summary>
    public DateOnly? Dated { get; init; }

    public IReadOnlyDictionary<string, FactValue> Facts { get; init; } = new Dictionary<string, FactValue>();

    /// <summary>Texts by field ("title", "abstract", "MeSH heading"), in which a target's names are looked for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Texts { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>A fact's only value as text, or empty.</summary>
    public string Fact(string name) => Facts.TryGetValue(name, out var value) ? value.First : "";

    /// <summary>A fact's values, or none.</summary>
    public IReadOnlyList<string> FactList(string name) => Facts.TryGetValue(name, out var value) ? value.Values : [];

    /// <summary>The record's own identifiers, by namespace: "pmid", "doi", "pmcid", "nct", "isrctn", "ctis". Records that share one are one work.</summary>
    public IReadOnlyDictionary<string, string> Identifiers { get; init; } = new Dictionary<string, string>();

    /// <summary>Further identifiers the source declares to be of the same work, as "doi:10.1101/2024.01.01.573000": a preprint's paper, another registry's number.</summary>
    public IReadOnlyList<string> SameAs { get; init; } = [];

    /// <summary>Identifiers of other works this one names ("nct:NCT06604689", "pmid:41974676"): shown beside it, never merged.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
}

/// <summary>Why a record belongs to a target: which of its words stood in which field. Re-evaluated, it is true.</summary>
/// <param name="Term">The name, identifier or drug as the profile has it, or the search that found it.</param>
/// <param name="Role">"name", "drug", "identifier" or "search".</param>
/// <param name="Field">A key of <see cref="SourceRecord.Texts"/>; for "search" the source's own search.</param>
public sealed record Match(string Term, string Role, string Field)
{
    /// <summary>Whether the record, as it is stored now, still says so. A source's own search can only be taken at its word.</summary>
    public bool Stands(SourceRecord record) => Role == "search"
        || (record.Texts.TryGetValue(Field, out var texts) && texts.Any(text => TargetMatcher.Holds(text, Term)));
}

public sealed record FetchedRecord(SourceRecord Record, IReadOnlyList<Match> Matches)
{
    /// <summary>It was there before, or is from long before, this part of the source was last read: where it is not known yet, it is stored, not told, as at a baseline.</summary>
    public bool Backlog { get; init; }
}

/// <summary>A record whose id could be read and nothing else: kept aside, asked again at each check, named in the coverage.</summary>
public sealed record UnreadableRecord(string Id, string Reason);
