using System.Data.Common;
using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>A digest once more: the same bytes and Message-ID as a new message.</summary>
internal sealed class ResendStore(Database database, LinkKey key, TimeProvider clock)
{
    public Task<string> AddCopyAsync(string digestId, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await DemandSendableAsync(connection, digestId);
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
        await connection.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@now, 'operator', 'resend', @digestId, NULL)", new { now, digestId });
        return id;
    }, cancellationToken);

    private async Task DemandSendableAsync(DbConnection connection, string digestId)
    {
        var alertState = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT COALESCE(a.state, 'gone') FROM digests d LEFT JOIN alerts a ON a.id = d.alert_id WHERE d.id = @digestId", new { digestId });
        var messages = (await connection.QueryAsync<(string State, string Recipient)>(
            "SELECT state, recipient FROM messages WHERE digest_id = @digestId", new { digestId })).AsList();
        Refuse(alertState is null, $"There is no digest {digestId}.");
        Refuse(messages.Count == 0, $"Digest {digestId} has no message: its period was empty, or its bytes were erased.");
        Refuse(alertState is "left" or "removed" or "gone", $"The reader of digest {digestId} has unsubscribed; it is not sent again.");
        Refuse(alertState != "active", $"The alert of digest {digestId} is {alertState}; resume it first.");
        Refuse(messages.Exists(message => message.State is "ready" or "claimed" or "inflight"), $"Digest {digestId} is still waiting to be sent.");
        Refuse(await OutboxStore.IsSuppressedAsync(connection, key, messages[0].Recipient), $"The address of digest {digestId} is suppressed: it bounced or complained.");

        static void Refuse(bool refused, string why)
        {
            if (refused) throw new UsageException(why);
        }
    }
}
