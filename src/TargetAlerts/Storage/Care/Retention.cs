using System.Data.Common;
using Dapper;
using TargetAlerts.Settings;

namespace TargetAlerts.Storage.Care;

/// <summary>What one run took away.</summary>
/// <param name="Emptied">Records withdrawn long ago, of which the id alone is kept.</param>
internal sealed record RetentionReport(int Mails, int Changes, int Digests, int Checks, int Audit, int Emptied);

/// <summary>
/// Takes away what is older than the settings say and needed by nothing, in small transactions: between two of them others write.
/// </summary>
internal sealed class Retention(Database database, RetentionOptions options, TimeProvider time)
{
    private const int Batch = 500, Batches = 1_000;
    private const string Waiting = "state IN ('ready', 'claimed', 'inflight')";

    public async Task<RetentionReport> RunAsync(CancellationToken cancellationToken) => new(
        await AllAsync(MailsAsync, options.MailDays, cancellationToken) + await AllAsync(WholeDigestsAsync, options.MailDays, cancellationToken) + await AllAsync(LooseMessagesAsync, options.MailDays, cancellationToken),
        await AllAsync(ChangesAsync, options.HistoryDays, cancellationToken),
        await AllAsync(DigestsAsync, options.HistoryDays, cancellationToken),
        await AllAsync(ChecksAsync, options.CheckDays, cancellationToken),
        await AllAsync(AuditAsync, options.AuditDays, cancellationToken) + await AllAsync(ReturnedAsync, options.AuditDays, cancellationToken),
        await AllAsync(EmptyAsync, options.HistoryDays, cancellationToken));

    private async Task<int> AllAsync(Func<DbConnection, DateTimeOffset, Task<int>> step, int days, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-days);
        var total = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var taken = await database.WriteAsync(connection => step(connection, before), cancellationToken);
            total += taken;
            if (taken == 0) break;
        }
        return total;
    }

    // The bytes of messages that came to their end; a copy that waits is made of the same.
    private static Task<int> MailsAsync(DbConnection connection, DateTimeOffset before) => connection.ExecuteAsync($"""
        DELETE FROM message_bytes WHERE id IN (
          SELECT m.id FROM messages m JOIN message_bytes b ON b.id = m.id
          WHERE m.done_at < @before AND NOT m.{Waiting} AND NOT EXISTS (SELECT 1 FROM messages w WHERE w.digest_id = m.digest_id AND w.{Waiting})
          LIMIT @Batch)
        """, new { before, Batch });

    private static Task<int> WholeDigestsAsync(DbConnection connection, DateTimeOffset before) => connection.ExecuteAsync("""
        UPDATE digests SET full_html = NULL WHERE id IN (
          SELECT d.id FROM digests d WHERE d.made_at < @before AND d.full_html IS NOT NULL AND d.state <> 'ready'
            AND NOT EXISTS (SELECT 1 FROM messages m JOIN message_bytes b ON b.id = m.id WHERE m.digest_id = d.id) LIMIT @Batch)
        """, new { before, Batch });

    // Confirmations, notices and mails to the operator belong to no archive.
    private static Task<int> LooseMessagesAsync(DbConnection connection, DateTimeOffset before) => connection.ExecuteAsync(
        $"DELETE FROM messages WHERE id IN (SELECT m.id FROM messages m WHERE m.digest_id IS NULL AND m.done_at < @before AND NOT m.{Waiting} LIMIT @Batch)", new { before, Batch });

    /// <summary>
    /// A change goes when every alert that may still tell it has passed it, nothing of it waits to be told or sent, and it is not the
    /// last: alerts know their place by its number. What a calendar counts is added to the record.
    /// </summary>
    private static async Task<int> ChangesAsync(DbConnection connection, DateTimeOffset before)
    {
        var changes = (await connection.QueryAsync<(long Number, string Source, string Record, string Kind)>("""
            SELECT c.number, c.source, c.record_id, c.kind FROM changes c
            WHERE c.detected_at < @before AND c.number < (SELECT MAX(number) FROM changes)
              AND c.number <= (SELECT COALESCE(MIN(position), 9223372036854775807) FROM alerts WHERE state = 'active')
              AND NOT EXISTS (SELECT 1 FROM ledger l JOIN alerts a ON a.id = l.alert_id AND a.state IN ('active', 'paused') WHERE l.change_number = c.number AND l.state = 'pending')
              AND NOT EXISTS (SELECT 1 FROM ledger l JOIN digests d ON d.id = l.digest_id AND d.state = 'ready' WHERE l.change_number = c.number)
            ORDER BY c.number LIMIT @Batch
            """, new { before, Batch })).AsList();
        if (changes.Count == 0) return 0;
        foreach (var record in changes.Where(change => change.Kind != "added").CountBy(change => (change.Source, change.Record)))
        {
            await connection.ExecuteAsync("UPDATE records SET forgotten = forgotten + @Value WHERE source = @Source AND id = @Record", new { record.Value, record.Key.Source, record.Key.Record });
        }
        var numbers = changes.Select(change => new { change.Number }).ToList();
        await connection.ExecuteAsync("DELETE FROM ledger WHERE change_number = @Number", numbers);
        return await connection.ExecuteAsync("DELETE FROM changes WHERE number = @Number", numbers);
    }

    // After the changes it told, and never the last of its alert or the last made at its time: the next is named after them.
    private static async Task<int> DigestsAsync(DbConnection connection, DateTimeOffset before)
    {
        var digests = (await connection.QueryAsync<string>($"""
            SELECT d.id FROM digests d
            WHERE d.made_at < @before AND d.state <> 'ready'
              AND EXISTS (SELECT 1 FROM digests n WHERE n.alert_id = d.alert_id AND n.scheduled_at > d.scheduled_at)
              AND (d.sequence > 1 OR EXISTS (SELECT 1 FROM digests n WHERE n.alert_id = d.alert_id AND n.sequence = 1 AND n.scheduled_at > d.scheduled_at AND n.period_end >= d.period_end))
              AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.digest_id = d.id)
              AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.digest_id = d.id AND m.{Waiting})
            LIMIT @Batch
            """, new { before, Batch })).Select(id => new { id }).ToList();
        await connection.ExecuteAsync("DELETE FROM messages WHERE digest_id = @id", digests);
        return await connection.ExecuteAsync("DELETE FROM digests WHERE id = @id", digests);
    }

    private static Task<int> ChecksAsync(DbConnection connection, DateTimeOffset before) => connection.ExecuteAsync("""
        DELETE FROM checks WHERE id IN (
          SELECT c.id FROM checks c WHERE c.started_at < @before AND c.outcome NOT IN ('running', 'quarantined')
            AND NOT EXISTS (SELECT 1 FROM watches w WHERE w.quarantined_check = c.id) LIMIT @Batch)
        """, new { before, Batch });

    // Its rows have no key: a batch is a span of time.
    private static async Task<int> AuditAsync(DbConnection connection, DateTimeOffset before)
    {
        var upTo = await connection.QuerySingleAsync<long?>("SELECT MAX(at) FROM (SELECT at FROM audit WHERE at < @before ORDER BY at LIMIT @Batch) oldest", new { before, Batch });
        return upTo is null ? 0 : await connection.ExecuteAsync("DELETE FROM audit WHERE at <= @upTo", new { upTo });
    }

    private static Task<int> ReturnedAsync(DbConnection connection, DateTimeOffset before) =>
        connection.ExecuteAsync("DELETE FROM returned_mails WHERE id IN (SELECT r.id FROM returned_mails r WHERE r.at < @before LIMIT @Batch)", new { before, Batch });

    // The row stays, so that the record never comes as new again; as of no version it is compared on nothing when it comes back.
    private static async Task<int> EmptyAsync(DbConnection connection, DateTimeOffset before)
    {
        var records = (await connection.QueryAsync<(string Source, string Id)>("""
            SELECT r.source, r.id FROM records r WHERE r.gone_at < @before AND r.fingerprint_version <> 0
              AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.source = r.source AND c.record_id = r.id) LIMIT @Batch
            """, new { before, Batch })).AsList();
        foreach (var (source, id) in records)
        {
            await connection.ExecuteAsync("""
                UPDATE records SET facts = '{}', texts = '{}', identifiers = '{}', same_as = NULL, related = NULL, fingerprint_version = 0, fingerprint = '', content = '' WHERE source = @source AND id = @id;
                DELETE FROM work_keys WHERE source = @source AND id = @id
                """, new { source, id });
        }
        return records.Count;
    }
}
