using System.Data.Common;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Whether the database answers a question about our own schema, and can be written.</summary>
internal sealed class DatabasePulse(Database database, StorageRoom room)
{
    /// <summary>What is wrong, as a clause; null for nothing.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM settings WHERE key = ''"), cancellationToken);
            return room.Fault;
        }
        catch (DbException error)
        {
            return error is StorageTroubleException ? error.Message : "the database does not answer";
        }
    }
}
