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

    /// <summary>How often everything is read again although nothing is said to have changed; null for never.</summary>
    public TimeSpan? RereadEvery { get; init; }

    /// <summary>The credit line a source asks for, shown under each digest that uses it.</summary>
    public string Credit { get; init; } = "";
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
}

/// <summary>A part of an answer.</summary>
public sealed record FetchPage
{
    public IReadOnlyList<FetchedRecord> Records { get; init; } = [];

    public IReadOnlyList<UnreadableRecord> Unreadable { get; init; } = [];

    /// <summary>Ids the source listed, or was asked for, without giving the record: candidates for removal.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>How many records the whole answer will have, for progress; null if not known.</summary>
    public int? Total { get; init; }

    /// <summary>Set on the last page.</summary>
    public FetchCompleted? Completed { get; init; }
}

/// <summary>Every page came whole.</summary>
/// <param name="Cursor">Where the next check starts.</param>
/// <param name="Listing">True when the pages held everything the query finds: only then is a missing record judged.</param>
public sealed record FetchCompleted(string Cursor, bool Listing);

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
