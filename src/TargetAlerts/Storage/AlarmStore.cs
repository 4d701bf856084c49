using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>What an operator must see, kept until looked at.</summary>
internal sealed class AlarmStore(Database database, TimeProvider clock)
{
    public Task AddAsync(string key, string text, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => AddAsync(connection, key, text, clock.GetUtcNow()), cancellationToken);

    /// <summary>A step of the caller's transaction.</summary>
    public static Task AddAsync(DbConnection connection, string key, string text, DateTimeOffset now) => connection.ExecuteAsync(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@now, 'service', 'alarm', @key, @text)", new { now, key, text });
}
