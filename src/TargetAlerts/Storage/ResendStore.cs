using System.Data.Common;
using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>A digest once more: the same bytes and Message-ID as a new message.</summary>
internal sealed class ResendStore(Database database, LinkKey key, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public Task<string> AddCopyAsync(string digestId, CancellationToken cancellationToken) => database.WriteAsync(
        connection => AddCopyAsync(connection, digestId, $"Digest {digestId}", "operator"), cancellationToken);

    /// <summary>For the reader: a digest of the given alert, at most so many in 24 hours.</summary>
    public Task<string> AddCopyAsync(string alertId, string digestId, int mostPerDay, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await AlertStore.HoldAsync(connection, alertId);
        var name = await connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT COALESCE('No. ' || number, 'This digest') FROM digests WHERE id = @digestId AND alert_id = @alertId", new { digestId, alertId });
        Refuse(name is null, "There is no such digest.");
        var lately = await connection.QuerySingleAsync<int>("""
            SELECT COUNT(*) FROM audit a JOIN digests d ON d.id = a.subject
            WHERE d.alert_id = @alertId AND a.actor = @Subscriber AND a.action = 'resend' AND a.at > @since
            """, new { alertId, Actor.Subscriber, since = clock.GetUtcNow() - Day });
        Refuse(lately >= mostPerDay, $"{name} was not sent again: at most {mostPerDay} digests of an alert are sent again in 24 hours. Its link opens it here.");
        return await AddCopyAsync(connection, digestId, name!, Actor.Subscriber);
    }, cancellationToken);

    private async Task<string> AddCopyAsync(DbConnection connection, string digestId, string name, string actor)
    {
        await DemandSendableAsync(connection, digestId, name);
        var id = OutgoingMail.NewId();
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(
            """
            INSERT INTO messages (id, kind, alert_id, digest_id, recipient, envelope_from, message_id, state, created_at, next_at)
            SELECT @id, kind, alert_id, digest_id, recipient, envelope_from, message_id, 'ready', @now, @now
            FROM messages WHERE digest_id = @digestId ORDER BY created_at DESC LIMIT 1;
            INSERT INTO message_bytes (id, bytes)
            SELECT @id, b.bytes FROM message_bytes b JOIN messages m ON m.id = b.id WHERE m.digest_id = @digestId AND m.id <> @id ORDER BY m.created_at DESC LIMIT 1
            """, new { id, digestId, now });
        await AlertStore.NoteAsync(connection, now, actor, "resend", digestId);
        return id;
    }

    private async Task DemandSendableAsync(DbConnection connection, string digestId, string name)
    {
        var alertState = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT COALESCE(a.state, 'gone') FROM digests d LEFT JOIN alerts a ON a.id = d.alert_id WHERE d.id = @digestId", new { digestId });
        var messages = (await connection.QueryAsync<(string State, string Recipient)>(
            "SELECT state, recipient FROM messages WHERE digest_id = @digestId", new { digestId })).AsList();
        Refuse(alertState is null, $"There is no digest {digestId}.");
        Refuse(messages.Count == 0, $"{name} has no message: its period was empty, or its bytes were erased.");
        Refuse(await connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM message_bytes b JOIN messages m ON m.id = b.id WHERE m.digest_id = @digestId", new { digestId }) == 0, $"The mail of {Within(name)} is kept no longer.");
        Refuse(alertState is "left" or "removed" or "gone", $"The reader of {Within(name)} has unsubscribed; it is not sent again.");
        Refuse(alertState != "active", $"The alert of {Within(name)} is {alertState}; resume it first.");
        Refuse(messages.Exists(message => message.State is "ready" or "claimed" or "inflight"), $"{name} is still waiting to be sent.");
        Refuse(await OutboxStore.IsSuppressedAsync(connection, database.Dialect, key, messages[0].Recipient), $"The address of {Within(name)} is suppressed: it bounced or complained.");
    }

    private static string Within(string name) => name.StartsWith("No.", StringComparison.Ordinal) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static void Refuse(bool refused, string why)
    {
        if (refused) throw new UsageException(why);
    }
}
