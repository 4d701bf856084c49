using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>A suppressed address, of which the keyed hash alone is kept.</summary>
public sealed class SuppressionRow
{
    public required string AddressHash { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class SuppressionStore(Database database, LinkKey key, TimeProvider time)
{
    public Task<IReadOnlyList<SuppressionRow>> ReadAsync(int count, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SuppressionRow>>(async connection =>
        [.. await connection.QueryAsync<SuppressionRow>("SELECT address_hash, reason, at FROM suppressions ORDER BY at DESC, address_hash LIMIT @count", new { count })], cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM suppressions"), cancellationToken);

    /// <summary>False when the address was not suppressed.</summary>
    public Task<bool> LiftAsync(EmailAddress address, string actor, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        var hashes = MailAddress.SuppressionHashes(key, address.ToString());
        if (await connection.ExecuteAsync($"DELETE FROM suppressions WHERE address_hash {database.Dialect.OneOf("known")}", new { known = database.Dialect.Values(hashes) }) == 0) return false;
        await AlertStore.NoteAsync(connection, time.GetUtcNow(), actor, "suppression lifted", hashes[0]);
        return true;
    }, cancellationToken);
}
