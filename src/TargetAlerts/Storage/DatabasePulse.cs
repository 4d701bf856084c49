using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Whether the database answers a question about our own schema.</summary>
internal sealed class DatabasePulse(Database database)
{
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
