using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>
/// How many addresses one network, and all of them together, may sign up within an hour (M3AAWG, subscription bombing).
/// They are counted before it is looked what an address has already, so that the answer tells nothing of it; in the
/// database, for all nodes, and forgotten after the hour.
/// </summary>
internal sealed class SignUpLimits(Database database, AddressHash hash, WebOptions options, TimeProvider time)
{
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    /// <summary>False: too many; nothing was counted.</summary>
    public async Task<bool> TryTakeAsync(string network, int addresses, CancellationToken cancellationToken)
    {
        var from = hash.Of("network " + network);
        // A flood is turned away by reading.
        return await database.ReadAsync(connection => FitsAsync(connection, from, addresses), cancellationToken)
            && await database.WriteAsync(async connection =>
            {
                await LinkMailStore.HoldSignUpsAsync(connection);
                if (!await FitsAsync(connection, from, addresses)) return false;
                await LinkMailStore.ForgetSignUpsAsync(connection, time.GetUtcNow() - Span);
                for (var at = 0; at < addresses; at++) await LinkMailStore.AddAsync(connection, from, LinkMailStore.SignUp, "", time.GetUtcNow());
                return true;
            }, cancellationToken);
    }

    private async Task<bool> FitsAsync(System.Data.Common.DbConnection connection, string from, int addresses)
    {
        var since = time.GetUtcNow() - Span;
        return await LinkMailStore.CountAsync(connection, from, LinkMailStore.SignUp, since) + addresses <= options.SignUpsPerNetwork
            && await LinkMailStore.CountSignUpsAsync(connection, since) + addresses <= options.SignUpsPerHour;
    }
}
