using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Small values the service keeps about itself, by key.</summary>
internal sealed class SettingsStore(Database database)
{
    public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<string>("SELECT value FROM settings WHERE key = @key", new { key }), cancellationToken);

    /// <summary>Those whose keys begin so, without the beginning.</summary>
    public Task<IReadOnlyDictionary<string, string>> StartingAsync(string prefix, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, string>>(
        async connection => (await connection.QueryAsync<(string Key, string Value)>("SELECT key, value FROM settings WHERE substr(key, 1, @length) = @prefix", new { length = prefix.Length, prefix }))
            .ToDictionary(row => row.Key[prefix.Length..], row => row.Value, StringComparer.OrdinalIgnoreCase), cancellationToken);

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
