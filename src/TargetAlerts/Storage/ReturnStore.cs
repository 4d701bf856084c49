using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>A message of ours that something came back of.</summary>
internal sealed record ReturnedMessage(string Id, string? AlertId, string? DigestId, string Recipient);

/// <summary>What came back. All are steps of one write transaction.</summary>
internal static class ReturnStore
{
    /// <summary>The message, its row locked until the transaction ends; null for one that never left, or is known no more.</summary>
    public static Task<ReturnedMessage?> HoldAsync(DbConnection connection, string id) => connection.QuerySingleOrDefaultAsync<ReturnedMessage?>("""
        UPDATE messages SET state = state WHERE id = @id AND (state IN ('sent', 'unknown', 'inflight') OR maybe_sent = 1)
        RETURNING id, alert_id, digest_id, recipient
        """, new { id });

    /// <summary>False: the same was said before.</summary>
    public static async Task<bool> AddAsync(DbConnection connection, string id, string kind, string? messageId, DateTimeOffset now) => await connection.ExecuteAsync(
        "INSERT INTO returned_mails (id, kind, message_id, at) VALUES (@id, @kind, @messageId, @now) ON CONFLICT (id) DO NOTHING", new { id, kind, messageId, now }) == 1;

    /// <summary>What became of a message, behind what the relay said of it.</summary>
    public static Task NoteAsync(DbConnection connection, string messageId, string said) => connection.ExecuteAsync(
        "UPDATE messages SET result = COALESCE(result, '') || '; came back: ' || @said WHERE id = @messageId", new { messageId, said });
}
