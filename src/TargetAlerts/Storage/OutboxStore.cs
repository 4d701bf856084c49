using System.Data.Common;
using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>A message that belongs to one sender until its lease ends.</summary>
/// <param name="MaybeSent">An earlier attempt ended without an answer.</param>
/// <param name="RelayFailures">Transactions of this message the relay broke off before.</param>
internal sealed record ClaimedMessage(
    string Id, MailKind Kind, string? AlertId, string? DigestId, Parcel Parcel, string Owner, long Fence, int Attempts, int Unknowns, bool MaybeSent, int RelayFailures);

/// <param name="Since">When the oldest could have been sent.</param>
internal sealed record OverdueMessages(int Count, DateTimeOffset Since);

/// <summary>The transactional outbox: what is to be sent, who is sending it, and how far that got.</summary>
internal sealed class OutboxStore(Database database, LinkKey key, TimeProvider clock)
{
    /// <summary>Inside the caller's transaction: the digest, its ledger rows and its bytes commit together.</summary>
    public Task AddAsync(DbConnection connection, OutgoingMail mail, ComposedMail composed)
    {
        var now = clock.GetUtcNow();
        return connection.ExecuteAsync(
            """
            INSERT INTO messages (id, kind, alert_id, digest_id, recipient, envelope_from, message_id, state, created_at, next_at)
            VALUES (@Id, @Kind, @AlertId, @DigestId, @Recipient, @EnvelopeFrom, @MessageId, 'ready', @now, @now);
            INSERT INTO message_bytes (id, bytes) VALUES (@Id, @Bytes)
            """,
            new { mail.Id, Kind = KindWord(mail.Kind), mail.AlertId, mail.DigestId, mail.Recipient, composed.EnvelopeFrom, composed.MessageId, composed.Bytes, now });
    }

    public Task AddAsync(OutgoingMail mail, ComposedMail composed, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => AddAsync(connection, mail, composed), cancellationToken);

    /// <summary>
    /// The next message that is ready or whose sender is gone; committed before anyone connects. A message whose reader
    /// left, paused or is suppressed ends here instead. Null while sending is held.
    /// </summary>
    public Task<ClaimedMessage?> ClaimAsync(string owner, TimeSpan lease, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.Claim, async connection =>
    {
        if (await HoldStore.IsHeldAsync(connection)) return null;
        var now = clock.GetUtcNow();
        while (await PickAsync(connection, now) is { } row)
        {
            // In flight with its lease over: the sender died between the mark and the note. Sent or not, nobody knows.
            var maybeSent = row.MaybeSent != 0 || row.State == "inflight";
            if (await ReasonNotToSendAsync(connection, row) is { } reason)
            {
                await MessageEndings.CancelAsync(connection, row.Id, row.AlertId, row.DigestId, maybeSent, reason, now);
                continue;
            }
            var fence = await connection.QuerySingleAsync<long>(
                """
                UPDATE messages SET state = 'claimed', owner = @owner, fence = fence + 1, lease_until = @until, maybe_sent = @maybe
                WHERE id = @Id RETURNING fence
                """,
                new { owner, until = now + lease, maybe = maybeSent ? 1 : 0, row.Id });
            return Claimed(row, owner, fence, maybeSent);
        }
        return null;
    }, cancellationToken);

    /// <summary>The mark just before anything is handed over. False: the lease is over or someone else has the message, so it must not be sent.</summary>
    public Task<bool> MarkInFlightAsync(ClaimedMessage message, CancellationToken cancellationToken) => database.WriteAsync(KillPoints.InFlight, async connection =>
        await connection.ExecuteAsync(
            """
            UPDATE messages SET state = 'inflight'
            WHERE id = @Id AND owner = @Owner AND fence = @Fence AND state IN ('claimed', 'inflight') AND lease_until > @now
            """,
            new { message.Id, message.Owner, message.Fence, now = clock.GetUtcNow() }) == 1, cancellationToken);

    /// <summary>Messages that still wait to be sent.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM messages WHERE state IN ('ready', 'claimed', 'inflight')"), cancellationToken);

    /// <summary>Messages that could have been sent since before an instant and were not.</summary>
    public Task<OverdueMessages> OverdueAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var (count, since) = await connection.QuerySingleAsync<(long Count, long? Since)>("""
            SELECT COUNT(*), MIN(at) FROM (
              SELECT next_at AS at FROM messages WHERE state = 'ready' AND next_at < @before
              UNION ALL SELECT lease_until FROM messages WHERE state IN ('claimed', 'inflight') AND lease_until < @before) late
            """, new { before });
        return new OverdueMessages((int)count, DateTimeOffset.FromUnixTimeMilliseconds(since ?? 0));
    }, cancellationToken);

    internal static string KindWord(MailKind kind) => kind.ToString().ToLowerInvariant();

    // Two selects, so that each walks the index instead of sorting a backlog.
    private async Task<Row?> PickAsync(DbConnection connection, DateTimeOffset now) =>
        await connection.QueryFirstOrDefaultAsync<Row>(
            $"SELECT {Columns} FROM messages WHERE state IN ('claimed', 'inflight') AND lease_until <= @now LIMIT 1 {database.Dialect.SkipLocked}", new { now })
        ?? await connection.QueryFirstOrDefaultAsync<Row>(
            $"SELECT {Columns} FROM messages WHERE state = 'ready' AND next_at <= @now ORDER BY next_at, relay_failures LIMIT 1 {database.Dialect.SkipLocked}", new { now });

    private async Task<string?> ReasonNotToSendAsync(DbConnection connection, Row row)
    {
        if (row.Kind == "notice")
        {
            // An owner is told also that an alert was removed; one who wants to be forgotten is written to no more.
            var there = await connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM alerts WHERE id = @AlertId AND id NOT IN (SELECT alert_id FROM erasures)", new { row.AlertId });
            if (there == 0) return "its owner is forgotten";
        }
        else if (row.Kind != "operator")
        {
            var state = await connection.QuerySingleOrDefaultAsync<string>("SELECT state FROM alerts WHERE id = @AlertId", new { row.AlertId });
            // A mail with a link is asked for by a pending alert, to confirm, and by one in use, to manage it.
            if (state is not ("active" or "pending" or "paused") || (row.Kind is "digest" or "state" && state != "active")) return "the alert is " + (state ?? "gone");
        }
        return await IsSuppressedAsync(connection, database.Dialect, key, row.Recipient) ? "the address is suppressed" : null;
    }

    internal static async Task<bool> IsSuppressedAsync(DbConnection connection, Dialect dialect, LinkKey key, string address) =>
        await connection.QuerySingleAsync<int>(
            $"SELECT COUNT(*) FROM suppressions WHERE address_hash {dialect.OneOf("hashes")}", new { hashes = dialect.Values(MailAddress.SuppressionHashes(key, address)) }) > 0;

    private static ClaimedMessage Claimed(Row row, string owner, long fence, bool maybeSent) => new(
        row.Id, Enum.Parse<MailKind>(row.Kind, ignoreCase: true), row.AlertId, row.DigestId,
        new Parcel(row.EnvelopeFrom, row.Recipient, row.Bytes, row.MessageId, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt)),
        owner, fence, row.Attempts, row.Unknowns, maybeSent, row.RelayFailures);

    private const string Columns =
        "id, kind, alert_id, digest_id, recipient, envelope_from, message_id, state, attempts, unknowns, maybe_sent, relay_failures, created_at, (SELECT bytes FROM message_bytes b WHERE b.id = messages.id) AS bytes";

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string? AlertId { get; init; }

        public string? DigestId { get; init; }

        public string Recipient { get; init; } = "";

        public string EnvelopeFrom { get; init; } = "";

        public string MessageId { get; init; } = "";

        public byte[] Bytes { get; init; } = [];

        public string State { get; init; } = "";

        public int Attempts { get; init; }

        public int Unknowns { get; init; }

        public int MaybeSent { get; init; }

        public int RelayFailures { get; init; }

        public long CreatedAt { get; init; }
    }
}
