using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Small values the service keeps about itself, by key.</summary>
internal sealed class SettingsStore(Database database)
{
    public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<string>("SELECT value FROM settings WHERE key = @key", new { key }), cancellationToken);

    public Task WriteAsync(string key, string value, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.ExecuteAsync(
            "INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            new { key, value }), cancellationToken);

    /// <summary>The stored value; the first caller's stands, whoever comes at the same time.</summary>
    public Task<string> ReadOrAddAsync(string key, string value, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            await connection.ExecuteAsync(
                "INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING", new { key, value });
            return await connection.QuerySingleAsync<string>("SELECT value FROM settings WHERE key = @key", new { key });
        }, cancellationToken);
}
