using Dapper;
using TargetAlerts.Digests;

namespace TargetAlerts.Storage;

/// <summary>A digest as the archive lists it, with what became of its message.</summary>
internal sealed record ArchivedDigest
{
    public required string Id { get; init; }

    /// <summary>Null for an empty period.</summary>
    public int? Number { get; init; }

    /// <summary>empty, ready, sent, failed, unknown.</summary>
    public required string State { get; init; }

    public int Items { get; init; }

    public DateOnly PeriodStart { get; init; }

    public DateOnly PeriodEnd { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Of its first message; null where nothing was to be sent.</summary>
    public string? MessageState { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What the relay said last, without addresses.</summary>
    public string? Result { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How the last copy asked for by hand stands; null without one.</summary>
    public string? CopyState { get; init; }

    public DateTimeOffset? CopyDoneAt { get; init; }

    /// <summary>Its mail is still there to be opened and sent again.</summary>
    public bool Kept { get; init; }
}

/// <summary>A digest's mail, for who may read it whole.</summary>
/// <param name="FullHtml">The whole digest where the mail holds only a part.</param>
/// <param name="Bytes">The mail; null where there is none.</param>
/// <param name="Forgotten">There was a mail, which is kept no longer.</param>
internal sealed record ArchivedMail(string AlertId, string? FullHtml, byte[]? Bytes, bool Forgotten);

/// <summary>What a feed repeats of a digest.</summary>
internal sealed record ToldDigest(string Id, int Number, DateTimeOffset MadeAt, IReadOnlyList<ToldItem> Items);

/// <summary>An alert's digests as they were.</summary>
internal sealed class ArchiveStore(Database database)
{
    public Task<int> CountAsync(string alert, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM digests WHERE alert_id = @alert", new { alert }), cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<ArchivedDigest>> PageAsync(string alert, int skip, int count, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ArchivedDigest>>(
        async connection => [.. await connection.QueryAsync<ArchivedDigest>("""
            SELECT d.id, d.number, d.state, d.items, d.period_start, d.period_end, d.made_at,
              m.state AS message_state, COALESCE(m.attempts, 0) AS attempts, m.next_at, m.result, m.done_at, c.state AS copy_state, c.done_at AS copy_done_at,
              EXISTS (SELECT 1 FROM messages k JOIN message_bytes b ON b.id = k.id WHERE k.digest_id = d.id) AS kept
            FROM digests d
            LEFT JOIN messages m ON m.id = (SELECT f.id FROM messages f WHERE f.digest_id = d.id ORDER BY f.created_at, f.id LIMIT 1)
            LEFT JOIN messages c ON c.id = (SELECT l.id FROM messages l WHERE l.digest_id = d.id AND l.id <> m.id ORDER BY l.created_at DESC, l.id LIMIT 1)
            WHERE d.alert_id = @alert ORDER BY d.made_at DESC, d.scheduled_at DESC, d.sequence DESC LIMIT @count OFFSET @skip
            """, new { alert, skip, count })], cancellationToken);

    public Task<ArchivedMail?> MailAsync(string digest, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
        await connection.QuerySingleOrDefaultAsync<MailRow>("""
            SELECT d.alert_id, d.full_html, EXISTS (SELECT 1 FROM messages m WHERE m.digest_id = d.id) AS mailed,
              (SELECT b.bytes FROM message_bytes b JOIN messages m ON m.id = b.id WHERE m.digest_id = d.id ORDER BY m.created_at, m.id LIMIT 1) AS bytes
            FROM digests d WHERE d.id = @digest
            """, new { digest }) is { } row ? new ArchivedMail(row.AlertId, row.FullHtml, row.Bytes, row is { Mailed: true, Bytes: null }) : null, cancellationToken);

    /// <summary>The last digests with items, newest first, as many as hold the given number of items.</summary>
    public Task<IReadOnlyList<ToldDigest>> ToldAsync(string alert, int items, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ToldDigest>>(async connection =>
    {
        var digests = new List<ToldDigest>();
        await foreach (var row in connection.QueryUnbufferedAsync<ToldRow>("""
            SELECT id, number, made_at, told FROM digests WHERE alert_id = @alert AND number IS NOT NULL AND told IS NOT NULL
            ORDER BY made_at DESC, scheduled_at DESC, sequence DESC
            """, new { alert }).WithCancellation(cancellationToken))
        {
            digests.Add(new(row.Id, row.Number, row.MadeAt, ToldItem.Read(row.Told)));
            if ((items -= digests[^1].Items.Count) <= 0) break;
        }
        return digests;
    }, cancellationToken);

    /// <summary>When an alert was last edited or its last digest made: since then its feeds are as they are.</summary>
    public Task<DateTimeOffset> TouchedAsync(string alert, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
        DateTimeOffset.FromUnixTimeMilliseconds(await connection.QuerySingleAsync<long>("""
            SELECT COALESCE(MAX(t.at), 0) FROM (
              SELECT created_at AS at FROM alerts WHERE id = @alert
              UNION ALL SELECT at FROM audit WHERE subject = @alert
              UNION ALL SELECT made_at AS at FROM digests WHERE alert_id = @alert) t
            """, new { alert })), cancellationToken);

    private sealed class MailRow
    {
        public required string AlertId { get; init; }

        public string? FullHtml { get; init; }

        public byte[]? Bytes { get; init; }

        public bool Mailed { get; init; }
    }

    private sealed class ToldRow
    {
        public required string Id { get; init; }

        public int Number { get; init; }

        public DateTimeOffset MadeAt { get; init; }

        public string? Told { get; init; }
    }
}
