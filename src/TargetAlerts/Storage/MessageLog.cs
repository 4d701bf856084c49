using Dapper;

namespace TargetAlerts.Storage;

/// <summary>A message as an admin may see it.</summary>
internal sealed class MessageRow
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public string? AlertId { get; init; }

    public string? DigestId { get; init; }

    public int? Number { get; init; }

    public required string Recipient { get; init; }

    public required string State { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    public string? Result { get; init; }
}

/// <summary>What was mailed, newest first, and how far it got.</summary>
internal sealed class MessageLog(Database database)
{
    /// <param name="state">"waiting" stands for all that is not done yet; empty for any.</param>
    public Task<IReadOnlyList<MessageRow>> ReadAsync(string state, string alert, int skip, int count, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<MessageRow>>(async connection =>
        [.. await connection.QueryAsync<MessageRow>("""
            SELECT m.id, m.kind, m.alert_id, m.digest_id, d.number, m.recipient, m.state, m.attempts, m.created_at, m.next_at, m.done_at, m.result
            FROM messages m LEFT JOIN digests d ON d.id = m.digest_id
            WHERE (@state = '' OR m.state = @state OR (@state = 'waiting' AND m.state IN ('ready', 'claimed', 'inflight'))) AND (@alert = '' OR m.alert_id = @alert)
            ORDER BY m.created_at DESC, m.id LIMIT @count OFFSET @skip
            """, new { state, alert, skip, count })], cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> StatesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, int>>(async connection =>
        (await connection.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM messages GROUP BY state")).ToDictionary(row => row.State, row => (int)row.Count), cancellationToken);

    public Task<DateTimeOffset?> LastSentAsync(CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QueryFirstOrDefaultAsync<DateTimeOffset?>("SELECT done_at FROM messages WHERE state = 'sent' AND done_at IS NOT NULL ORDER BY done_at DESC LIMIT 1"), cancellationToken);
}
