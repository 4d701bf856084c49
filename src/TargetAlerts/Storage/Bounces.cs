using System.Data.Common;
using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>Addresses that must not be written to again, kept as keyed hashes.</summary>
internal sealed class Bounces(Database database, LinkKey key, TimeProvider clock)
{
    private const int DaysToSuppress = 3;
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    public Task SuppressAsync(string address, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => SuppressAsync(connection, address, reason), cancellationToken);

    /// <summary>A step of the caller's transaction.</summary>
    public Task SuppressAsync(DbConnection connection, string address, string reason) => AddAsync(connection, MailAddress.SuppressionHash(key, address), reason);

    /// <summary>A refusal without a reason: three on different days within thirty suppress. True when this one did.</summary>
    public Task<bool> CountAsync(string address, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => CountAsync(connection, address, reason), cancellationToken);

    /// <summary>A step of the caller's transaction.</summary>
    public async Task<bool> CountAsync(DbConnection connection, string address, string reason)
    {
        var now = clock.GetUtcNow();
        var hash = MailAddress.SuppressionHash(key, address);
        await connection.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@now, 'relay', 'bounce', @hash, @reason)", new { now, hash, reason });
        var days = await connection.QuerySingleAsync<int>(
            $"SELECT COUNT(DISTINCT at / 86400000) FROM audit WHERE action = 'bounce' AND subject {database.Dialect.OneOf("hashes")} AND at > @since", new { hashes = database.Dialect.Values(MailAddress.SuppressionHashes(key, address)), since = now - Window });
        if (days < DaysToSuppress) return false;
        await AddAsync(connection, hash, reason);
        return true;
    }

    public Task<bool> IsSuppressedAsync(string address, CancellationToken cancellationToken) => database.ReadAsync(
        connection => OutboxStore.IsSuppressedAsync(connection, database.Dialect, key, address), cancellationToken);

    private Task<int> AddAsync(DbConnection connection, string hash, string reason) => connection.ExecuteAsync(
        "INSERT INTO suppressions (address_hash, reason, at) VALUES (@hash, @reason, @now) ON CONFLICT (address_hash) DO NOTHING",
        new { hash, reason, now = clock.GetUtcNow() });
}
