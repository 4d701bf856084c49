using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>Which changes of a target are asked for, newest first.</summary>
/// <param name="Kinds">In lower case; empty for all.</param>
/// <param name="Lowest">0 low, 1 normal, 2 high.</param>
/// <param name="Before">Only those with a smaller number.</param>
internal sealed record TimelineQuestion(string Target, IReadOnlyList<string> Kinds, string? Source, int Lowest, DateTimeOffset? Since, long? Before, int Count)
{
    /// <summary>Only those of high severity that are more than an arrival.</summary>
    public bool Loud { get; init; }
}

/// <param name="Kind">In lower case.</param>
internal sealed record KindCount(string Kind, int Known, int Week, int Quarter, int Withdrawn);

/// <summary>What the page of a target shows.</summary>
internal sealed class TimelineStore(Database database)
{
    // Named one by one, they lead to the days of each without going through the records.
    private static readonly string[] AllKinds = [.. Enum.GetNames<RecordKind>().Select(kind => kind.ToLowerInvariant())];

    // Changes that reach the target, with their record as "r".
    private const string Records = "JOIN records r ON r.source = c.source AND r.id = c.record_id";
    private const string Members = "JOIN memberships m ON m.source = c.source AND m.id = c.record_id AND m.target = @Target";

    public Task<IReadOnlyList<Considered>> ReadAsync(TimelineQuestion question, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Considered>>(async connection =>
    {
        var changes = (await connection.QueryAsync<ChangeRow>($"""
            SELECT c.number, c.source, c.record_id, c.target, c.kind, c.reason, c.severity, c.facts, c.detected_at {Reach(question)}
            {(question.Before is null ? "" : "AND c.number < @Before")}
            ORDER BY c.number DESC LIMIT @Count
            """, Parameters(question))).AsList();
        var (records, holders) = await RecordReader.ReadAsync(database.Dialect, connection, [.. changes.Select(change => (change.Source, change.RecordId)).Distinct()], [question.Target]);
        var byRecord = holders.ToLookup(holder => (holder.Source, holder.RecordId));
        return [.. changes.Select(row => new Considered(row.Change(), records[(row.Source, row.RecordId)], [.. byRecord[(row.Source, row.RecordId)]]))];
    }, cancellationToken);

    public Task<int> CountAsync(TimelineQuestion question, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QuerySingleAsync<int>($"SELECT COUNT(*) {Reach(question)}", Parameters(question)), cancellationToken);

    public Task<IReadOnlyList<KindCount>> CountsAsync(string target, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<KindCount>>(async connection =>
    {
        var known = await connection.QueryAsync<(string Kind, long Known)>("""
            SELECT r.kind, SUM(CASE WHEN r.gone_at IS NULL THEN 1 ELSE 0 END) FROM memberships m JOIN records r ON r.source = m.source AND r.id = m.id
            WHERE m.target = @target AND m.left_at IS NULL GROUP BY r.kind
            """, new { target });
        var (week, quarter) = (now.AddDays(-7), now.AddDays(-90));
        // Two questions, each of few changes, where one would go through all there ever were.
        var recent = (await connection.QueryAsync<(string Kind, long Week, long Quarter)>($"""
            SELECT r.kind, SUM(CASE WHEN c.detected_at >= @week THEN 1 ELSE 0 END), COUNT(*) FROM changes c {Records} {Members}
            WHERE c.detected_at >= @quarter AND c.kind = 'added' AND c.target = @Target GROUP BY r.kind
            """, new { Target = target, week, quarter })).ToDictionary(row => row.Kind);
        var withdrawn = (await connection.QueryAsync<(string Kind, long Count)>($"""
            SELECT r.kind, COUNT(*) FROM changes c {Records} {Members} WHERE c.kind = 'withdrawn' GROUP BY r.kind
            """, new { Target = target })).ToDictionary(row => row.Kind, row => row.Count);
        return [.. from row in known
                   let news = recent.GetValueOrDefault(row.Kind)
                   select new KindCount(row.Kind, (int)row.Known, (int)news.Week, (int)news.Quarter, (int)withdrawn.GetValueOrDefault(row.Kind))];
    }, cancellationToken);

    /// <summary>Records by kind and the day their source took them in, where it says so.</summary>
    public Task<IReadOnlyList<(string Kind, DateOnly Day, int Count)>> DatedAsync(string target, DateOnly since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<(string, DateOnly, int)>>(async connection =>
        [.. (await connection.QueryAsync<DatedRow>($"""
            SELECT r.kind, r.dated, COUNT(*) AS count FROM memberships m JOIN records r ON r.source = m.source AND r.id = m.id
            WHERE m.target = @target AND m.left_at IS NULL AND r.gone_at IS NULL AND r.kind {database.Dialect.OneOf("kinds")} AND r.dated >= @since GROUP BY r.kind, r.dated
            """, new { target, kinds = database.Dialect.Values(AllKinds), since })).Select(row => (row.Kind, row.Dated, row.Count))], cancellationToken);

    /// <summary>The target's records that are there, the latest by their source's date first.</summary>
    public Task<IReadOnlyList<SourceRecord>> NewestAsync(string target, DateOnly today, int count, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SourceRecord>>(async connection =>
        [.. (await connection.QueryAsync<RecordRow>($"""
            SELECT {RecordReader.Columns} FROM memberships m JOIN records r ON r.source = m.source AND r.id = m.id
            WHERE m.target = @target AND m.left_at IS NULL AND r.gone_at IS NULL AND r.dated <= @today ORDER BY r.dated DESC, r.source, r.id LIMIT @count
            """, new { target, today, count })).Select(row => row.Record())], cancellationToken);

    /// <summary>The target's records of a kind that are there.</summary>
    public Task<IReadOnlyList<SourceRecord>> RecordsAsync(string target, string kind, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SourceRecord>>(async connection =>
        [.. (await connection.QueryAsync<RecordRow>($"""
            SELECT {RecordReader.Columns} FROM memberships m JOIN records r ON r.source = m.source AND r.id = m.id
            WHERE m.target = @target AND m.left_at IS NULL AND r.gone_at IS NULL AND r.kind = @kind
            """, new { target, kind })).Select(row => row.Record())], cancellationToken);

    // The record is looked at only where its kind is asked for.
    private string Reach(TimelineQuestion question) => string.Concat(
        "FROM changes c ", question.Kinds.Count == 0 ? "" : Records + " ", Members,
        " WHERE (c.target IS NULL OR c.target = @Target) AND (c.kind = 'added' OR m.first_seen_at < c.detected_at)",
        question.Kinds.Count == 0 ? "" : $" AND r.kind {database.Dialect.OneOf("Kinds")}",
        question.Source is null ? "" : " AND c.source = @Source",
        question.Lowest == 0 ? "" : " AND c.severity >= @Lowest",
        question.Loud ? " AND c.severity = 2 AND c.kind <> 'added'" : "",
        question.Since is null ? "" : " AND c.detected_at >= @Since");

    private object Parameters(TimelineQuestion question) => new
    {
        question.Target,
        Kinds = database.Dialect.Values([.. question.Kinds]),
        question.Source,
        question.Lowest,
        question.Since,
        question.Before,
        question.Count,
    };

    private sealed class DatedRow
    {
        public required string Kind { get; init; }

        public DateOnly Dated { get; init; }

        public int Count { get; init; }
    }
}
