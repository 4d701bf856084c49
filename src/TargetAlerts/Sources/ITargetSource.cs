using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources;

/// <summary>
/// A public source. It builds its query, pages and maps; it does not store, compare, schedule or retry.
/// Any exception but the caller's cancellation makes the check unavailable; <see cref="SourceUnavailableException"/>
/// is the one to throw when an answer is not what the source's SPEC.md promises.
/// </summary>
public interface ITargetSource
{
    SourceDescription Description { get; }

    /// <summary>The query for a target in the source's own language; a change of it makes the watch read everything anew.</summary>
    string Query(DrugTarget target);

    /// <summary>
    /// The source's release or snapshot mark, asked once for all targets; an unchanged mark spares the check.
    /// Null where the source has none.
    /// </summary>
    Task<string?> ReadGateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Streams what the question asks for. The last page, and only it, carries <see cref="FetchPage.Completed"/>;
    /// a stream that ends without it is unavailable. A record may be given once only.
    /// </summary>
    IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, CancellationToken cancellationToken);

    /// <summary>Asks for single records by id: what was set aside, and what is thought to be gone.</summary>
    Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken);

    /// <summary>One small live request; what it says of the target in one line ("finds 15,023 records").</summary>
    Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken);
}

/// <summary>What a source is, for settings, commands, digests and coverage.</summary>
public sealed record SourceDescription
{
    public required SourceName Name { get; init; }

    /// <summary>The name readers know: "ClinicalTrials.gov".</summary>
    public required string Label { get; init; }

    public required IReadOnlyList<RecordKind> Kinds { get; init; }

    public required IReadOnlyList<FactDefinition> Facts { get; init; }

    /// <summary>Raised when facts are added or read differently; known records are then compared on the facts both versions have.</summary>
    public int FingerprintVersion { get; init; } = 1;

    /// <summary>What proves that a record is gone; without it none is ever withdrawn.</summary>
    public required RemovalProof Removal { get; init; }

    /// <summary>How often it is checked where no setting says so; null follows the alerts. For a source that cannot be asked for what is new, and costs many requests.</summary>
    public Frequency? Usually { get; init; }

    /// <summary>How often everything is read again although nothing is said to have changed; null for never.</summary>
    public TimeSpan? RereadEvery { get; init; }

    /// <summary>
    /// What the arrival of a record is worth. Null where a record is no news in itself (another year of a known grant, a
    /// work another source told): it is judged as if it had been known and had said nothing.
    /// </summary>
    public Func<SourceRecord, Severity?> Newcomer { get; init; } = _ => Severity.Normal;

    /// <summary>How a record is shown.</summary>
    public required RecordWords Words { get; init; }

    /// <summary>The credit line a source asks for, shown under each digest that uses it.</summary>
    public string Credit { get; init; } = "";
}

/// <summary>How a source's records read in a digest: all from the stored record alone.</summary>
public sealed record RecordWords
{
    /// <summary>One record in plain English, lower case: "trial", "paper".</summary>
    public required Func<SourceRecord, string> Noun { get; init; }

    /// <summary>Who and where: "Okonjo P, Lind A, et al. · J Transp Biol 2024;18:201".</summary>
    public required Func<SourceRecord, string> Byline { get; init; }

    /// <summary>"Phase 3", "Recruiting", "Review".</summary>
    public required Func<SourceRecord, IReadOnlyList<string>> Badges { get; init; }

    /// <summary>A sentence or two the source gives, or empty.</summary>
    public Func<SourceRecord, string> Context { get; init; } = _ => "";

    /// <summary>Label and HTTPS address, built from validated identifiers; the record's own first.</summary>
    public required Func<SourceRecord, IReadOnlyList<(string Label, string Address)>> Links { get; init; }
}

/// <summary>What a check wants to know.</summary>
public sealed record SourceQuestion
{
    public required DrugTarget Target { get; init; }

    /// <summary>Where the last complete check ended, in the source's own form; null asks for everything.</summary>
    public string? Cursor { get; init; }

    /// <summary>The gate as read for this run; null where the source has none.</summary>
    public string? Gate { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required IKnownRecords Known { get; init; }

    public bool Everything => Cursor is null;
}

/// <summary>What the watch knows already, readable while a check runs.</summary>
public interface IKnownRecords
{
    /// <summary>Those of the ids that the watch holds.</summary>
    Task<IReadOnlySet<string>> WhichAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>All ids the watch holds, in ordinal order, streamed.</summary>
    IAsyncEnumerable<string> AllAsync(CancellationToken cancellationToken);

    /// <summary>The stored facts of those of the ids that the watch holds as the connector reads them today: what was read by an older version of it is not given.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, FactValue>>> FactsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// The identifiers of a namespace ("doi") among the target's records of all sources, in ordinal order, streamed, each once:
    /// what a source that speaks of other sources' works is asked about.
    /// </summary>
    IAsyncEnumerable<string> IdentifiersAsync(string space, CancellationToken cancellationToken);
}

/// <summary>A part of an answer.</summary>
public sealed record FetchPage
{
    public IReadOnlyList<FetchedRecord> Records { get; init; } = [];

    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];

    /// <summary>Ids the source listed in the very version that is stored (<see cref="IKnownRecords.FactsAsync"/>): their records need not be read again.</summary>
    public IReadOnlyList<string> Unchanged { get; init; } = [];

    /// <summary>Ids the source listed, or was asked for, without giving the record: candidates for removal.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Ids the source says are now another record's: old id → surviving id, or several of them in words.</summary>
    public IReadOnlyDictionary<string, string> Merged { get; init; } = new Dictionary<string, string>();

    /// <summary>The source's data moved while it was paged: forget the pages so far, it begins anew.</summary>
    public bool StartOver { get; init; }

    /// <summary>From here on the answer holds all records although a cursor was given: the source cannot tell what is new, or its word on it proved wrong.</summary>
    public bool Everything { get; init; }

    /// <summary>How many records the whole answer will have, for progress; null if not known.</summary>
    public int? Total { get; init; }

    /// <summary>Set on the last page.</summary>
    public FetchCompleted? Completed { get; init; }
}

/// <summary>Every page came whole.</summary>
/// <param name="Cursor">Where the next check starts.</param>
/// <param name="Listing">True when the pages held everything the query finds: only then is a missing record judged.</param>
public sealed record FetchCompleted(string Cursor, bool Listing)
{
    /// <summary>What the admin should know although the check is complete: a phrase not found, a query read differently.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Ids to ask for, and a few others the watch holds, which must come back for an absence to be a proof.</summary>
public sealed record LookupQuestion(DrugTarget Target, IReadOnlyList<string> Ids, IReadOnlyList<string> Witnesses);

/// <summary>An id in none of the lists could be neither shown nor proved absent.</summary>
public sealed record LookupResult
{
    public IReadOnlyList<FetchedRecord> Found { get; init; } = [];

    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>Ids the source says are now another record's: old id → surviving id.</summary>
    public IReadOnlyDictionary<string, string> Merged { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];
}
