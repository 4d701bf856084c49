using System.Data.Common;
using Dapper;
using TargetAlerts.Delivery;

namespace TargetAlerts.Storage;

/// <param name="Held">The claim was still ours, so the note counts.</param>
/// <param name="Parked">The alert was paused: three failures in a row.</param>
internal sealed record Ending(bool Held, bool Parked = false);

/// <summary>What an attempt's end means for the message, its digest, its ledger rows and its alert, each in one transaction.</summary>
internal sealed class MessageEndings(Database database, TimeProvider clock)
{
    internal const int FailuresToPark = 3;
    private const string Ours = "id = @Id AND owner = @Owner AND fence = @Fence AND state IN ('claimed', 'inflight')";

    /// <summary>Unconditional: an acceptance is a fact, even one heard by an owner that lost its lease.</summary>
    public Task SentAsync(ClaimedMessage message, string result, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Sent, async connection =>
    {
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(
            "UPDATE messages SET state = 'sent', result = @result, done_at = @now, owner = NULL, lease_until = NULL WHERE id = @Id", new { message.Id, result, now });
        if (message.DigestId is null) return;
        await connection.ExecuteAsync("UPDATE digests SET state = 'sent' WHERE id = @DigestId", new { message.DigestId });
        await connection.ExecuteAsync("UPDATE alerts SET failed_in_a_row = 0 WHERE id = @AlertId", new { message.AlertId });
    }, cancellationToken);

    /// <summary>Ready again at a later time.</summary>
    public Task<bool> AgainAsync(ClaimedMessage message, Retry retry, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Again, async connection =>
        await connection.ExecuteAsync(
            $"""
            UPDATE messages SET state = 'ready', next_at = @At, attempts = attempts + @Attempt, unknowns = unknowns + @Unknown,
              maybe_sent = CASE WHEN @Unknown > 0 THEN 1 ELSE maybe_sent END, relay_failures = relay_failures + @RelayFailure,
              result = @Result, owner = NULL, lease_until = NULL
            WHERE {Ours}
            """,
            new { message.Id, message.Owner, message.Fence, retry.At, retry.Attempt, retry.Unknown, retry.RelayFailure, retry.Result }) == 1, cancellationToken);

    /// <summary>Refused for good or given up: the digest's items open the next one, late (or as a possible repeat, if an earlier attempt may have arrived).</summary>
    public Task<Ending> FailedAsync(ClaimedMessage message, string result, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Fail, async connection =>
    {
        var now = clock.GetUtcNow();
        if (!await EndAsync(connection, message, "failed", result, now)) return new Ending(Held: false);
        var ended = await ReturnItemsAsync(connection, message.DigestId, "failed", message.MaybeSent ? "repeat" : "late");
        return new Ending(Held: true, Parked: ended && await CountFailureAsync(connection, message.AlertId, now));
    }, cancellationToken);

    /// <summary>Never silently counted as sent: the items open the next digest marked as a possible repeat.</summary>
    public Task<Ending> UnknownAsync(ClaimedMessage message, string result, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Fail, async connection =>
    {
        if (!await EndAsync(connection, message, "unknown", result, clock.GetUtcNow())) return new Ending(Held: false);
        await ReturnItemsAsync(connection, message.DigestId, "unknown", "repeat");
        return new Ending(Held: true);
    }, cancellationToken);

    /// <summary>Not to be sent any more. A paused alert keeps its items; a suppressed address counts like a failure, or its digests would be made for ever.</summary>
    internal static async Task CancelAsync(DbConnection connection, string id, string? alertId, string? digestId, bool maybeSent, string reason, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            "UPDATE messages SET state = 'cancelled', result = @reason, done_at = @now, owner = NULL, lease_until = NULL WHERE id = @id", new { id, reason, now });
        if (await ReturnItemsAsync(connection, digestId, "failed", maybeSent ? "repeat" : "late")) await CountFailureAsync(connection, alertId, now);
    }

    private static async Task<bool> EndAsync(DbConnection connection, ClaimedMessage message, string state, string result, DateTimeOffset now) =>
        await connection.ExecuteAsync(
            $"UPDATE messages SET state = @state, result = @result, done_at = @now, attempts = attempts + 1, owner = NULL, lease_until = NULL WHERE {Ours}",
            new { message.Id, message.Owner, message.Fence, state, result, now }) == 1;

    // Only a digest that waits: a copy sent again by hand must not undo one that arrived.
    private static async Task<bool> ReturnItemsAsync(DbConnection connection, string? digestId, string state, string mark)
    {
        if (digestId is null) return false;
        if (await connection.ExecuteAsync("UPDATE digests SET state = @state WHERE id = @digestId AND state = 'ready'", new { digestId, state }) == 0) return false;
        // What was told as part of another's item waits as well. Once it may be a repeat, it stays one.
        await connection.ExecuteAsync("""
            UPDATE ledger SET state = 'pending', digest_id = NULL, mark = CASE WHEN state = 'told' AND COALESCE(mark, '') <> 'repeat' THEN @mark ELSE mark END
            WHERE digest_id = @digestId AND state IN ('told', 'joined')
            """, new { digestId, mark });
        return true;
    }

    private static async Task<bool> CountFailureAsync(DbConnection connection, string? alertId, DateTimeOffset now)
    {
        await connection.ExecuteAsync("UPDATE alerts SET failed_in_a_row = failed_in_a_row + 1 WHERE id = @alertId AND state = 'active'", new { alertId });
        return await connection.ExecuteAsync(
            "UPDATE alerts SET state = 'paused', paused_at = @now WHERE id = @alertId AND state = 'active' AND failed_in_a_row >= @FailuresToPark",
            new { alertId, now, FailuresToPark }) == 1;
    }
}
