using System.Data.Common;
using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>The last digest of an alert.</summary>
/// <param name="NamedEnd">The latest day that ended a digest made at its scheduled time, in the zone of that time; null when all were made by hand.</param>
internal sealed record MadeDigest(string Id, DateTimeOffset ScheduledAt, int Sequence, DateOnly PeriodEnd, DateOnly? NamedEnd = null);

/// <summary>What a digest maker reads, and the one transaction it writes.</summary>
internal sealed class DigestStore(Database database)
{
    private const string ChangeColumns = "c.number, c.source, c.record_id, c.target, c.kind, c.reason, c.severity, c.facts, c.detected_at";

    public Task<MadeDigest?> LastAsync(string alert, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
        await connection.QuerySingleOrDefaultAsync<DigestRow>("""
            SELECT id, scheduled_at, sequence, period_end, (SELECT MAX(period_end) FROM digests WHERE alert_id = @alert AND sequence = 1) AS named_end
            FROM digests WHERE alert_id = @alert ORDER BY scheduled_at DESC, sequence DESC LIMIT 1
            """, new { alert }) is { } row ? new MadeDigest(row.Id, row.ScheduledAt, row.Sequence, row.PeriodEnd, row.NamedEnd) : null, cancellationToken);

    /// <summary>When the last digest of each alert was scheduled; alerts without one have no row.</summary>
    public Task<Dictionary<string, DateTimeOffset>> LastScheduledAsync(CancellationToken cancellationToken) => database.ReadAsync(async connection =>
        (await connection.QueryAsync<(string Alert, DateTimeOffset At)>("""
            SELECT a.id, (SELECT MAX(d.scheduled_at) FROM digests d WHERE d.alert_id = a.id) AS at FROM alerts a
            WHERE a.state = 'active' AND EXISTS (SELECT 1 FROM digests d WHERE d.alert_id = a.id)
            """)).ToDictionary(row => row.Alert, row => row.At), cancellationToken);

    /// <summary>Of a digest made by hand: 1 belongs to the scheduled one.</summary>
    public Task<int> NextSequenceAsync(string alert, DateTimeOffset scheduled, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QuerySingleAsync<int>("SELECT COALESCE(MAX(sequence), 1) + 1 FROM digests WHERE alert_id = @alert AND scheduled_at = @scheduled", new { alert, scheduled }), cancellationToken);

    /// <summary>The alert's periods, the newest first; digests made by hand belong to the period they were made in.</summary>
    public Task<IReadOnlyList<PastPeriod>> PastAsync(string alert, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<PastPeriod>>(async connection =>
        [.. (await connection.QueryAsync<PastRow>("""
            SELECT scheduled_at, period_start, period_end, items, told FROM digests WHERE alert_id = @alert AND state NOT IN ('failed', 'unknown') ORDER BY scheduled_at DESC, sequence DESC LIMIT @most
            """, new { alert, most = 2 * PeriodFigures.Past }))
            .GroupBy(row => row.ScheduledAt).Select(period => new PastPeriod(
                period.Min(row => row.PeriodStart), period.Max(row => row.PeriodEnd), period.Sum(row => row.Items),
                [.. period.SelectMany(row => ToldItem.Read(row.Told)).Select(item => item.Record).OfType<RecordKind>()]))], cancellationToken);

    public Task<long> HighestChangeAsync(CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QuerySingleAsync<long>("SELECT COALESCE(MAX(number), 0) FROM changes"), cancellationToken);

    /// <summary>The next changes after a number, of records the targets hold, that the alert has not accounted for; at most the given count.</summary>
    public Task<IReadOnlyList<Considered>> AfterAsync(string alert, long position, long upTo, string[] targets, int count, CancellationToken cancellationToken) =>
        ReadAsync($"""
            SELECT {ChangeColumns}, NULL AS mark FROM changes c
            WHERE c.number > @position AND c.number <= @upTo AND EXISTS (
              SELECT 1 FROM memberships m WHERE m.source = c.source AND m.id = c.record_id AND m.target {database.Dialect.OneOf("targets")})
              AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.alert_id = @alert AND l.change_number = c.number)
            ORDER BY c.number LIMIT @count
            """, new { alert, position, upTo, targets = database.Dialect.Values(targets), count }, targets, cancellationToken);

    /// <summary>The changes detected after one instant and up to another, of records the targets hold.</summary>
    public Task<IReadOnlyList<Considered>> DetectedAsync(string[] targets, DateTimeOffset after, DateTimeOffset upTo, CancellationToken cancellationToken) =>
        ReadAsync($"""
            SELECT {ChangeColumns}, NULL AS mark FROM changes c
            WHERE c.detected_at > @after AND c.detected_at <= @upTo AND EXISTS (
              SELECT 1 FROM memberships m WHERE m.source = c.source AND m.id = c.record_id AND m.target {database.Dialect.OneOf("targets")})
            ORDER BY c.number
            """, new { after, upTo, targets = database.Dialect.Values(targets) }, targets, cancellationToken);

    /// <summary>What is in the ledger and not told yet.</summary>
    public Task<IReadOnlyList<Considered>> PendingAsync(string alert, string[] targets, CancellationToken cancellationToken) =>
        ReadAsync($"""
            SELECT {ChangeColumns}, l.mark FROM ledger l JOIN changes c ON c.number = l.change_number
            WHERE l.alert_id = @alert AND l.state = 'pending' ORDER BY c.number
            """, new { alert }, targets, cancellationToken);

    /// <summary>Digest, ledger, position and message commit together. False when the alert moved meanwhile: another maker was faster.</summary>
    public Task<bool> CommitAsync(DigestCommit digest, Func<DbConnection, Task>? addMessage, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Digest, async connection =>
    {
        var moved = await connection.ExecuteAsync("""
            UPDATE alerts SET position = @UpTo, last_number = COALESCE(@Number, last_number) WHERE id = @AlertId AND position = @Position AND state = 'active'
            """, digest);
        if (moved == 0) return false;
        var made = await connection.ExecuteAsync("""
            INSERT INTO digests (id, alert_id, scheduled_at, sequence, number, state, items, period_start, period_end, made_at, full_html, told)
            VALUES (@Id, @AlertId, @ScheduledAt, @Sequence, @Number, @State, @Items, @PeriodStart, @PeriodEnd, @MadeAt, @FullHtml, @ToldItems)
            ON CONFLICT (alert_id, scheduled_at, sequence) DO NOTHING
            """, digest);
        if (made == 0) throw new DigestExistsException();
        await LedgerAsync(connection, digest, digest.Told.Select(change => (change, (string?)null)), "told");
        await LedgerAsync(connection, digest, digest.Joined.Select(change => (change, (string?)null)), "joined");
        await LedgerAsync(connection, digest, digest.Unwanted.Select(change => (change, (string?)null)), "muted");
        await LedgerAsync(connection, digest, digest.Muted.Select(muted => (muted.Number, (string?)muted.Mute)), "muted");
        if (addMessage is not null) await addMessage(connection);
        return true;
    }, cancellationToken);

    private static Task LedgerAsync(DbConnection connection, DigestCommit digest, IEnumerable<(long Change, string? Mute)> changes, string state) => connection.ExecuteAsync("""
        INSERT INTO ledger (alert_id, change_number, state, digest_id, mute) VALUES (@AlertId, @Change, @state, @Id, @Mute)
        ON CONFLICT (alert_id, change_number) DO UPDATE SET state = excluded.state, digest_id = excluded.digest_id, mute = excluded.mute
        """, changes.Select(one => new { digest.AlertId, one.Change, state, digest.Id, one.Mute }));

    private Task<IReadOnlyList<Considered>> ReadAsync(string sql, object parameters, string[] targets, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Considered>>(async connection =>
    {
        var changes = (await connection.QueryAsync<ChangeRow>(sql, parameters)).AsList();
        var (records, holders) = await RecordReader.ReadAsync(database.Dialect, connection, [.. changes.Select(change => (change.Source, change.RecordId)).Distinct()], targets);
        var byRecord = holders.ToLookup(holder => (holder.Source, holder.RecordId));
        return [.. changes.Select(row => new Considered(row.Change(), records[(row.Source, row.RecordId)], [.. byRecord[(row.Source, row.RecordId)]], row.Marked()))];
    }, cancellationToken);

    private sealed class PastRow
    {
        public DateTimeOffset ScheduledAt { get; init; }

        public DateOnly PeriodStart { get; init; }

        public DateOnly PeriodEnd { get; init; }

        public int Items { get; init; }

        public string? Told { get; init; }
    }

    private sealed class DigestRow
    {
        public required string Id { get; init; }

        public DateTimeOffset ScheduledAt { get; init; }

        public int Sequence { get; init; }

        public DateOnly PeriodEnd { get; init; }

        public DateOnly? NamedEnd { get; init; }
    }
}

/// <summary>One digest as it is stored.</summary>
internal sealed record DigestCommit
{
    public required string Id { get; init; }

    public required string AlertId { get; init; }

    public required DateTimeOffset ScheduledAt { get; init; }

    public required int Sequence { get; init; }

    /// <summary>Null for an empty period.</summary>
    public required int? Number { get; init; }

    public required string State { get; init; }

    public required int Items { get; init; }

    public required DateOnly PeriodStart { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The whole digest where the mail holds only a part; null otherwise.</summary>
    public string? FullHtml { get; init; }

    /// <summary>Its items as the mail tells them; null where nothing is sent.</summary>
    public string? ToldItems { get; init; }

    public required long Position { get; init; }

    public required long UpTo { get; init; }

    public required IReadOnlyList<long> Told { get; init; }

    public required IReadOnlyList<long> Joined { get; init; }

    /// <summary>Waited, but the alert's filters want them no more.</summary>
    public required IReadOnlyList<long> Unwanted { get; init; }

    /// <summary>Wanted, but for a mute.</summary>
    public required IReadOnlyList<MutedChange> Muted { get; init; }
}

/// <summary>The digest of this alert and instant is there already: rolls the transaction back.</summary>
internal sealed class DigestExistsException : Exception;
