using Dapper;

namespace TargetAlerts.Storage;

/// <summary>What an operator must see, kept until looked at.</summary>
internal sealed class AlarmStore(Database database, TimeProvider clock)
{
    public Task AddAsync(string key, string text, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@now, 'service', 'alarm', @key, @text)",
            new { now = clock.GetUtcNow(), key, text }), cancellationToken);
}
