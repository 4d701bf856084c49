using Dapper;

namespace TargetAlerts.Storage;

/// <param name="Digests">How many there are, by state.</param>
/// <param name="Alerts">The same.</param>
/// <param name="Parked">Alerts that are paused because three digests in a row could not be delivered.</param>
/// <param name="Waiting">Messages still to be sent.</param>
/// <param name="Returned">What came back, by kind.</param>
/// <param name="OldestWaiting">When the oldest of them was made; null for none.</param>
internal sealed record StoredFigures(IReadOnlyDictionary<string, long> Digests, IReadOnlyDictionary<string, long> Alerts, long Parked, long Waiting, DateTimeOffset? OldestWaiting, IReadOnlyDictionary<string, long> Returned);

/// <summary>What the metrics count in the database, so that every node says the same, also after a restart.</summary>
internal sealed class FigureStore(Database database)
{
    public Task<StoredFigures> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var digests = await connection.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM digests GROUP BY state");
        var alerts = await connection.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM alerts GROUP BY state");
        var parked = await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM alerts WHERE state = 'paused' AND failed_in_a_row >= @FailuresToPark", new { MessageEndings.FailuresToPark });
        var (waiting, oldest) = await connection.QuerySingleAsync<(long, long?)>("SELECT COUNT(*), MIN(created_at) FROM messages WHERE state IN ('ready', 'claimed', 'inflight')");
        var returned = await connection.QueryAsync<(string Kind, long Count)>("SELECT kind, COUNT(*) FROM returned_mails GROUP BY kind");
        return new StoredFigures(
            digests.ToDictionary(row => row.State, row => row.Count), alerts.ToDictionary(row => row.State, row => row.Count), parked, waiting,
            oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, returned.ToDictionary(row => row.Kind, row => row.Count));
    }, cancellationToken);
}
