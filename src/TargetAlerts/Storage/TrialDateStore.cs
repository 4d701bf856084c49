using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;

namespace TargetAlerts.Storage;

/// <summary>How often a fact of a record changed, and when last.</summary>
internal sealed record FactMoves(int Count, DateTimeOffset Last);

/// <param name="At">When the service first saw the record.</param>
/// <param name="Forgotten">Its changes that are kept no longer: what counts changes goes on from there.</param>
internal sealed record SeenRecord(DateTimeOffset At, int Forgotten);

/// <summary>What a calendar of trial dates needs beside the trials themselves.</summary>
internal sealed class TrialDateStore(Database database)
{
    /// <summary>The kept changes of the given facts, counted: by record and fact.</summary>
    public Task<IReadOnlyDictionary<(string Source, string Id, string Fact), FactMoves>> MovesAsync(
        IReadOnlyCollection<(string Source, string Id)> records, IReadOnlyCollection<string> facts, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<(string, string, string), FactMoves>>(async connection =>
    {
        var moves = new Dictionary<(string, string, string), FactMoves>();
        foreach (var group in records.GroupBy(record => record.Source, record => record.Id))
        {
            foreach (var slice in group.Chunk(2_000))
            {
                foreach (var (id, changed, at) in await connection.QueryAsync<(string, string, DateTimeOffset)>($"""
                    SELECT record_id, facts, detected_at FROM changes WHERE source = @source AND record_id {database.Dialect.OneOf("ids")} AND kind <> 'added' ORDER BY number
                    """, new { source = group.Key, ids = database.Dialect.Values(slice) }))
                {
                    foreach (var change in JsonSerializer.Deserialize<List<FactChange>>(changed)!.Where(change => facts.Contains(change.Fact)))
                    {
                        var key = (group.Key, id, change.Fact);
                        moves[key] = new((moves.GetValueOrDefault(key)?.Count ?? 0) + 1, at);
                    }
                }
            }
        }
        return moves;
    }, cancellationToken);

    /// <summary>Since when each record is known, and what is forgotten of it.</summary>
    public Task<IReadOnlyDictionary<(string Source, string Id), SeenRecord>> SeenAsync(IReadOnlyCollection<(string Source, string Id)> records, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<(string, string), SeenRecord>>(async connection =>
    {
        var seen = new Dictionary<(string, string), SeenRecord>();
        foreach (var group in records.GroupBy(record => record.Source, record => record.Id))
        {
            foreach (var slice in group.Chunk(2_000))
            {
                foreach (var (id, at, forgotten) in await connection.QueryAsync<(string, DateTimeOffset, long)>($"SELECT id, first_seen_at, forgotten FROM records WHERE source = @source AND id {database.Dialect.OneOf("ids")}",
                    new { source = group.Key, ids = database.Dialect.Values(slice) })) seen[(group.Key, id)] = new(at, (int)forgotten);
            }
        }
        return seen;
    }, cancellationToken);
}
