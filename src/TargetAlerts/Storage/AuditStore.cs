using Dapper;

namespace TargetAlerts.Storage;

/// <summary>One line of the audit: who did what to what.</summary>
public sealed class AuditRow
{
    public DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public string? Detail { get; init; }
}

/// <summary>What was done by whom. It is only ever added to.</summary>
internal sealed class AuditStore(Database database, TimeProvider time)
{
    /// <param name="subject">An id, a source, a target; never an address.</param>
    public Task AddAsync(string actor, string action, string subject, string? detail, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync("INSERT INTO audit (at, actor, action, subject, detail) VALUES (@now, @actor, @action, @subject, @detail)",
            new { now = time.GetUtcNow(), actor, action, subject, detail }), cancellationToken);

    /// <param name="text">Stands in one of the columns; empty for any.</param>
    /// <param name="action">Empty for any.</param>
    public Task<IReadOnlyList<AuditRow>> ReadAsync(string text, string action, int skip, int count, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<AuditRow>>(async connection =>
        [.. await connection.QueryAsync<AuditRow>("""
            SELECT at, actor, action, subject, detail FROM audit
            WHERE (@action = '' OR action = @action)
              AND (@text = '' OR LOWER(actor || ' ' || action || ' ' || subject || ' ' || COALESCE(detail, '')) LIKE @like ESCAPE '\')
            ORDER BY at DESC, action, subject LIMIT @count OFFSET @skip
            """, new { text, action, like = Like.Holding(text), skip, count })], cancellationToken);

    public Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(async connection =>
        [.. await connection.QueryAsync<string>("SELECT DISTINCT action FROM audit ORDER BY action")], cancellationToken);
}

/// <summary>Typed text as a pattern of LIKE, with ESCAPE '\'.</summary>
internal static class Like
{
    public static string Holding(string text) => $"%{Plain(text.ToLowerInvariant())}%";

    public static string Plain(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
