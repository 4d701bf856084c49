using System.Data.Common;
using Dapper;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>Alerts and their subscribers. Methods that take a connection are steps of the caller's write transaction.</summary>
internal sealed class AlertStore(Database database)
{
    /// <summary>Those that get digests.</summary>
    public Task<IReadOnlyList<Alert>> ActiveAsync(CancellationToken cancellationToken) =>
        QueryAsync("WHERE a.state = 'active' ORDER BY a.id", null, cancellationToken);

    /// <summary>Those in use, consented to in the given way, that have not been told where their targets stand.</summary>
    public Task<IReadOnlyList<Alert>> WithoutStateAsync(string consent, CancellationToken cancellationToken) =>
        QueryAsync("WHERE a.state = 'active' AND a.state_told_at IS NULL AND a.consent = @consent ORDER BY a.id", new { consent }, cancellationToken);

    /// <summary>Notes the telling and leaves the mail together. False: it was told before, or is in use no more.</summary>
    public Task<bool> TellStateAsync(string id, DateTimeOffset now, Func<DbConnection, Task> addMail, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        var first = await connection.ExecuteAsync("UPDATE alerts SET state_told_at = @now WHERE id = @id AND state_told_at IS NULL AND state = 'active'", new { id, now });
        if (first == 1) await addMail(connection);
        return first == 1;
    }, cancellationToken);

    /// <summary>Those whose pause ends by itself on or before a day.</summary>
    public Task<IReadOnlyList<Alert>> PausedUntilAsync(DateOnly day, CancellationToken cancellationToken) =>
        QueryAsync("WHERE a.state = 'paused' AND a.paused_until <= @day ORDER BY a.id", new { day }, cancellationToken);

    public Task<IReadOnlyList<Alert>> ListAsync(CancellationToken cancellationToken) =>
        QueryAsync("ORDER BY a.created_at, a.id", null, cancellationToken);

    /// <summary>Alerts of an address that were not left or removed.</summary>
    public Task<int> CountAsync(EmailAddress address, CancellationToken cancellationToken) => database.ReadAsync(connection => connection.QuerySingleAsync<int>("""
        SELECT COUNT(*) FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id WHERE LOWER(s.address) = @key AND a.state NOT IN ('left', 'removed')
        """, new { key = address.Key }), cancellationToken);

    public async Task<Alert?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await QueryAsync("WHERE a.id = @id", new { id }, cancellationToken)).SingleOrDefault();

    /// <summary>The alert, its row locked until the transaction ends: the idle update takes the lock on PostgreSQL, SQLite has one writer.</summary>
    public static async Task<Alert?> HoldAsync(DbConnection connection, string id)
    {
        await connection.ExecuteAsync("UPDATE alerts SET state = state WHERE id = @id", new { id });
        return (await connection.QuerySingleOrDefaultAsync<AlertRow>(AlertRow.Select + " WHERE a.id = @id", new { id }))?.ToAlert();
    }

    /// <summary>The subscriber of an address, added when new and locked until the transaction ends.</summary>
    public static async Task<(string Id, string Address)> SubscriberAsync(
        DbConnection connection, EmailAddress address, string newId, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            "INSERT INTO subscribers (id, address, created_at) VALUES (@newId, @address, @now) ON CONFLICT DO NOTHING",
            new { newId, address = address.ToString(), now });
        await connection.ExecuteAsync("UPDATE subscribers SET address = address WHERE LOWER(address) = @key", new { key = address.Key });
        return await connection.QuerySingleAsync<(string, string)>(
            "SELECT id, address FROM subscribers WHERE LOWER(address) = @key", new { key = address.Key });
    }

    /// <summary>Pending alerts whose confirmation mail the limits held back, oldest first.</summary>
    public static async Task<IReadOnlyList<Alert>> UnaskedAsync(DbConnection connection) =>
        [.. (await connection.QueryAsync<AlertRow>($"""
            {AlertRow.Select}
            WHERE a.state = 'pending' AND NOT EXISTS (SELECT 1 FROM link_mails m WHERE m.alert_id = a.id AND m.purpose = 'confirm')
            ORDER BY a.created_at, a.id
            """)).Select(row => row.ToAlert())];

    public static Task AddAsync(DbConnection connection, Alert alert) => connection.ExecuteAsync("""
        INSERT INTO alerts (id, subscriber_id, state, wish, frequency, weekday, at_local, zone, position, created_at, confirmed_at, consent)
        VALUES (@Id, @SubscriberId, @State, @Wish, @Frequency, @Weekday, @AtLocal, @Zone, @Position, @CreatedAt, @ConfirmedAt, @Consent)
        """, AlertRow.Of(alert));

    /// <summary>Of an alert held in the same transaction.</summary>
    public static Task SaveAsync(DbConnection connection, Alert alert) => connection.ExecuteAsync("""
        UPDATE alerts SET state = @State, wish = @Wish, frequency = @Frequency, weekday = @Weekday, at_local = @AtLocal, zone = @Zone,
          position = @Position, confirmed_at = @ConfirmedAt, consent = @Consent, paused_at = @PausedAt, paused_until = @PausedUntil, resumed_at = @ResumedAt
        WHERE id = @Id
        """, AlertRow.Of(alert));

    public static Task<long> LastChangeAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM changes");

    public static Task<long> LastChangeBeforeAsync(DbConnection connection, DateTimeOffset instant) =>
        connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM changes WHERE detected_at < @instant", new { instant });

    /// <summary>What waits of a digest that did not arrive, up to a change, is not sent any more.</summary>
    public static Task DiscardWaitingAsync(DbConnection connection, string alert, long upTo) =>
        connection.ExecuteAsync("UPDATE ledger SET state = 'muted' WHERE alert_id = @alert AND state = 'pending' AND change_number <= @upTo", new { alert, upTo });

    /// <summary>Changes of a source, from the alert's position up to a number, are not for it: it began to read the source then.</summary>
    public static Task DiscardAsync(DbConnection connection, Alert alert, string source, long upTo) => connection.ExecuteAsync("""
        INSERT INTO ledger (alert_id, change_number, state)
        SELECT @Id, number, 'muted' FROM changes WHERE source = @source AND number > @Position AND number <= @upTo
        ON CONFLICT (alert_id, change_number) DO NOTHING
        """, new { alert.Id, alert.Position, source, upTo });

    /// <param name="connection">Its transaction is that of what is noted.</param>
    /// <param name="subject">An alert's id; never an address.</param>
    /// <param name="detail">What exactly; never an address.</param>
    public static Task NoteAsync(DbConnection connection, DateTimeOffset at, string actor, string action, string subject, string? detail = null) =>
        connection.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@at, @actor, @action, @subject, @detail)", new { at, actor, action, subject, detail });

    /// <summary>Takes away what was never confirmed, with the addresses known from it alone. Returns the alerts' ids.</summary>
    public static async Task<IReadOnlyList<string>> ForgetPendingAsync(DbConnection connection, DateTimeOffset before)
    {
        const string due = "SELECT id FROM alerts WHERE confirmed_at IS NULL AND created_at < @before";
        var ids = (await connection.QueryAsync<string>(due, new { before })).AsList();
        await connection.ExecuteAsync($"DELETE FROM messages WHERE kind = 'confirmation' AND alert_id IN ({due})", new { before });
        await connection.ExecuteAsync($"DELETE FROM alerts WHERE id IN ({due})", new { before });
        await connection.ExecuteAsync("DELETE FROM subscribers WHERE NOT EXISTS (SELECT 1 FROM alerts a WHERE a.subscriber_id = subscribers.id)");
        return ids;
    }

    private Task<IReadOnlyList<Alert>> QueryAsync(string where, object? values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Alert>>(async connection =>
        {
            var command = new CommandDefinition($"{AlertRow.Select} {where}", values, cancellationToken: cancellationToken);
            return [.. (await connection.QueryAsync<AlertRow>(command)).Select(row => row.ToAlert())];
        }, cancellationToken);
}
