using System.Data.Common;
using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;
using TargetAlerts.Checks;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>A check's rows and its staging: what it found waits there, outside any transaction, until it is known to be whole.</summary>
internal sealed class CheckStore(Database database)
{
    /// <summary>False when this scheduled instant has been run already: a second firing is a no-op. One that did not complete may run again.</summary>
    public Task<bool> BeginAsync(string id, Watch watch, DateTimeOffset? scheduled, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Run, async connection =>
    {
        if (scheduled is not null)
        {
            await connection.ExecuteAsync("""
                DELETE FROM checks WHERE target = @Target AND source = @Source AND scheduled_at = @scheduled AND outcome IN ('running', 'unavailable')
                """, new { watch.Target, watch.Source, scheduled });
        }
        // What a check that died left behind; this one holds the source's lease.
        await connection.ExecuteAsync("DELETE FROM staged WHERE check_id IN (SELECT id FROM checks WHERE target = @Target AND source = @Source AND outcome = 'running')", watch);
        await connection.ExecuteAsync("DELETE FROM staged_changes WHERE check_id IN (SELECT id FROM checks WHERE target = @Target AND source = @Source AND outcome = 'running')", watch);
        await connection.ExecuteAsync("UPDATE checks SET outcome = 'unavailable', reason = 'interrupted' WHERE target = @Target AND source = @Source AND outcome = 'running'", watch);
        return await connection.ExecuteAsync("""
            INSERT INTO checks (id, target, source, scheduled_at, started_at, outcome) VALUES (@id, @Target, @Source, @scheduled, @now, 'running')
            ON CONFLICT (target, source, scheduled_at) DO NOTHING
            """, new { id, watch.Target, watch.Source, scheduled, now }) == 1;
    }, cancellationToken);

    public Task StageAsync(string check, IReadOnlyCollection<Staged> rows, CancellationToken cancellationToken) => rows.Count == 0 ? Task.CompletedTask : database.WriteAsync(KillPoints.Stage, async connection =>
    {
        await StageRowsAsync(connection, check, rows);
        foreach (var change in rows.SelectMany(row => row.Changes.Select(change => (row.Fingerprint, change))))
        {
            await connection.ExecuteAsync("""
                INSERT INTO staged_changes (check_id, record_id, target, kind, reason, severity, facts, fingerprint)
                VALUES (@check, @RecordId, @Target, @kind, @Reason, @severity, @facts, @Fingerprint)
                """, new
            {
                check,
                change.change.RecordId,
                change.change.Target,
                kind = Word(change.change.Kind),
                change.change.Reason,
                severity = (int)change.change.Severity,
                facts = JsonSerializer.Serialize(change.change.Facts),
                change.Fingerprint,
            });
        }
    }, cancellationToken, unhurried: true);

    public Task ClearAsync(string check, CancellationToken cancellationToken) => database.WriteAsync(connection => ClearAsync(connection, check), cancellationToken);

    /// <summary>Members that the staged listing does not hold.</summary>
    public Task<IReadOnlyList<string>> UnlistedAsync(string check, Watch watch, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(async connection => [.. await connection.QueryAsync<string>("""
        SELECT m.id FROM memberships m
        WHERE m.source = @Source AND m.target = @Target AND m.left_at IS NULL
          AND m.id NOT IN (SELECT id FROM records WHERE source = @Source AND gone_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.check_id = @check AND s.id = m.id) ORDER BY m.id
        """, new { watch.Source, watch.Target, check })], cancellationToken);

    /// <summary>A check that does not count: nothing of it is kept but the reason.</summary>
    public Task FailAsync(string check, Watch watch, string reason, int seen, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await ClearAsync(connection, check);
        await connection.ExecuteAsync("UPDATE checks SET outcome = 'unavailable', reason = @reason, seen = @seen, finished_at = @now WHERE id = @check", new { check, reason, seen, now });
        await connection.ExecuteAsync("""
            UPDATE watches SET state = CASE WHEN state = 'quarantined' THEN state ELSE 'unavailable' END, failures = failures + 1,
              failing_since = COALESCE(failing_since, @now), reason = @reason, last_attempt_at = @now
            WHERE target = @Target AND source = @Source
            """, new { watch.Target, watch.Source, reason, now });
    }, cancellationToken);

    public static Task ClearAsync(DbConnection connection, string check) =>
        connection.ExecuteAsync("DELETE FROM staged WHERE check_id = @check; DELETE FROM staged_changes WHERE check_id = @check", new { check });

    public static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static Task StageRowsAsync(DbConnection connection, string check, IReadOnlyCollection<Staged> rows) => connection.ExecuteAsync("""
        INSERT INTO staged (check_id, id, store, joins, fate, aside, base, kind, title, link, dated, facts, texts, identifiers, same_as, related, fingerprint, content, matches)
        VALUES (@check, @Id, @Store, @Joins, @Fate, @Aside, @Base, @Kind, @Title, @Link, @Dated, @Facts, @Texts, @Identifiers, @SameAs, @Related, @Fingerprint, @Content, @Matches)
        ON CONFLICT (check_id, id) DO NOTHING
        """, rows.Select(row => new
    {
        check,
        row.Id,
        row.Store,
        row.Joins,
        row.Fate,
        row.Aside,
        row.Base,
        Kind = row.Record?.Kind.ToString().ToLowerInvariant(),
        row.Record?.Title,
        row.Record?.Link,
        row.Record?.Dated,
        Facts = Json(row.Record?.Facts),
        Texts = Json(row.Record?.Texts),
        Identifiers = Json(row.Record?.Identifiers),
        SameAs = List(row.Record?.SameAs),
        Related = List(row.Record?.Related),
        row.Fingerprint,
        row.Content,
        Matches = Json(row.Matches),
    }));

    private static string? List(IReadOnlyList<string>? list) => list is { Count: > 0 } ? Json(list) : null;

    private static string? Json<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value);
}

/// <summary>One line of the staging: a record seen, stored, joined, set aside, or what became of it.</summary>
internal sealed record Staged(string Id)
{
    public const string Left = "left", Absent = "absent", Gone = "gone";

    public int Store { get; init; }

    public int Joins { get; init; }

    public string? Fate { get; init; }

    public string? Aside { get; init; }

    public string? Base { get; init; }

    public SourceRecord? Record { get; init; }

    public string? Fingerprint { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<Match>? Matches { get; init; }

    public IReadOnlyList<Change> Changes { get; init; } = [];

    public static Staged Of(Finding finding, IReadOnlyList<Match> matches, string? fate = null) => finding is { Store: false, Joins: false }
        ? new(finding.Record.Id) { Fate = fate }
        : new(finding.Record.Id)
        {
            Store = finding.Store ? 1 : 0,
            Joins = finding.Joins ? 1 : 0,
            Fate = fate,
            Base = finding.Base,
            Record = finding.Record,
            Fingerprint = finding.Fingerprint,
            Content = finding.Content,
            Matches = matches,
            Changes = finding.Changes,
        };
}
