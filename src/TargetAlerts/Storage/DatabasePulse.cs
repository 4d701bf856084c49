using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Whether the database answers a question about our own schema.</summary>
internal sealed class DatabasePulse(Database database)
{
    /// <summary>What time it is for the database; null where it goes by the clock of this machine.</summary>
    public async Task<DateTimeOffset?> ClockAsync(CancellationToken cancellationToken) => database.Dialect.Clock is not { } clock ? null
        : DateTimeOffset.FromUnixTimeMilliseconds(await database.ReadAsync(connection => connection.QuerySingleAsync<long>(clock), cancellationToken));

    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(
                connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM settings WHERE key = ''"), cancellationToken) == 0;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
