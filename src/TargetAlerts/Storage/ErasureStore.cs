using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>How much is stored about a subscriber.</summary>
internal sealed record ErasureScope(string Address, IReadOnlyList<string> Alerts, int Digests, int Messages, int Ledger);

/// <param name="Actor">Who asked.</param>
internal sealed record AskedErasure(string AlertId, string Actor, DateTimeOffset AskedAt);

/// <summary>Takes alerts out of the database with all that is theirs. Methods that take a connection are steps of the caller's write transaction.</summary>
internal sealed class ErasureStore(Database database)
{
    public Task<ErasureScope?> ScopeAsync(string subscriber, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        if (await connection.QuerySingleOrDefaultAsync<string>("SELECT address FROM subscribers WHERE id = @subscriber", new { subscriber }) is not { } address) return null;
        const string theirs = "alert_id IN (SELECT id FROM alerts WHERE subscriber_id = @subscriber)";
        var alerts = (await connection.QueryAsync<string>("SELECT id FROM alerts WHERE subscriber_id = @subscriber ORDER BY created_at, id", new { subscriber })).AsList();
        var (digests, messages, ledger) = await connection.QuerySingleAsync<(long, long, long)>($"""
            SELECT (SELECT COUNT(*) FROM digests WHERE {theirs}), (SELECT COUNT(*) FROM messages WHERE {theirs}), (SELECT COUNT(*) FROM ledger WHERE {theirs})
            """, new { subscriber });
        return new ErasureScope(address, alerts, (int)digests, (int)messages, (int)ledger);
    }, cancellationToken);

    /// <summary>The subscriber's id; null for an address nobody signed up.</summary>
    public Task<string?> SubscriberAsync(string addressKey, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QuerySingleOrDefaultAsync<string?>("SELECT id FROM subscribers WHERE LOWER(address) = @addressKey", new { addressKey }), cancellationToken);

    public Task<IReadOnlyList<AskedErasure>> AskedAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<AskedErasure>>(
        async connection => [.. (await connection.QueryAsync<(string, string, DateTimeOffset)>("SELECT alert_id, actor, asked_at FROM erasures ORDER BY asked_at"))
            .Select(row => new AskedErasure(row.Item1, row.Item2, row.Item3))], cancellationToken);

    /// <summary>From its commit on nothing is made, claimed or sent for these alerts, and whatever happens they will be erased.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(DbConnection connection, string subscriber, string actor, DateTimeOffset now)
    {
        await connection.ExecuteAsync("UPDATE alerts SET state = 'removed' WHERE subscriber_id = @subscriber", new { subscriber });
        await connection.ExecuteAsync("""
            INSERT INTO erasures (alert_id, actor, asked_at) SELECT id, @actor, @now FROM alerts WHERE subscriber_id = @subscriber
            ON CONFLICT (alert_id) DO NOTHING
            """, new { subscriber, actor, now });
        return (await connection.QueryAsync<string>("SELECT id FROM alerts WHERE subscriber_id = @subscriber", new { subscriber })).AsList();
    }

    /// <summary>Whether a message of the alert is being sent. Its messages stay locked until the transaction ends: the idle update takes the locks on PostgreSQL.</summary>
    public static async Task<bool> IsBeingSentAsync(DbConnection connection, string alert, DateTimeOffset now)
    {
        await connection.ExecuteAsync("UPDATE messages SET state = state WHERE alert_id = @alert", new { alert });
        return await connection.QuerySingleAsync<int>(
            "SELECT COUNT(*) FROM messages WHERE alert_id = @alert AND state IN ('claimed', 'inflight') AND lease_until > @now", new { alert, now }) > 0;
    }

    public static Task<string?> AddressAsync(DbConnection connection, string alert) => connection.QuerySingleOrDefaultAsync<string?>(
        "SELECT s.address FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id WHERE a.id = @alert", new { alert });

    /// <summary>
    /// All that is the alert's, the subscriber with the last one. Suppressions and bounces stay: they know keyed hashes alone.
    /// In the order in which a message's ending locks rows, so that the two cannot wait for each other.
    /// </summary>
    public static async Task EraseAsync(DbConnection connection, string alert, string[] addressHashes)
    {
        await connection.ExecuteAsync("""
            DELETE FROM audit WHERE subject IN (
              SELECT x.subject FROM (
                SELECT @alert AS subject UNION ALL SELECT 'alert:' || @alert
                UNION ALL SELECT id FROM digests WHERE alert_id = @alert UNION ALL SELECT 'digest:' || id FROM digests WHERE alert_id = @alert
                UNION ALL SELECT 'message:' || id FROM messages WHERE alert_id = @alert) x);
            DELETE FROM returned_mails WHERE message_id IN (SELECT id FROM messages WHERE alert_id = @alert) OR id = @alert || ':complaint';
            DELETE FROM messages WHERE alert_id = @alert;
            DELETE FROM digests WHERE alert_id = @alert;
            DELETE FROM ledger WHERE alert_id = @alert;
            DELETE FROM link_mails WHERE alert_id = @alert;
            DELETE FROM erasures WHERE alert_id = @alert;
            DELETE FROM alerts WHERE id = @alert;
            DELETE FROM subscribers WHERE NOT EXISTS (SELECT 1 FROM alerts a WHERE a.subscriber_id = subscribers.id)
            """, new { alert });
        await connection.ExecuteAsync("DELETE FROM link_mails WHERE address_hash = @hash", addressHashes.Select(hash => new { hash }));
    }
}
