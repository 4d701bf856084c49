using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;

namespace TargetAlerts.Storage;

/// <summary>How often a fact of a record changed, and when last.</summary>
internal sealed record FactMoves(int Count, DateTimeOffset Last);

/// <summary>What a calendar of trial dates needs beside the trials themselves.</summary>
internal sealed class TrialDateStore(Database database)
{
    /// <summary>The changes of the given facts, counted: by record and fact. They are only ever added to, so a count rises with each.</summary>
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

    /// <summary>When the service first saw each record.</summary>
    public Task<IReadOnlyDictionary<(string Source, string Id), DateTimeOffset>> SeenAsync(IReadOnlyCollection<(string Source, string Id)> records, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<(string, string), DateTimeOffset>>(async connection =>
    {
        var seen = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var group in records.GroupBy(record => record.Source, record => record.Id))
        {
            foreach (var slice in group.Chunk(2_000))
            {
                foreach (var (id, at) in await connection.QueryAsync<(string, DateTimeOffset)>($"SELECT id, first_seen_at FROM records WHERE source = @source AND id {database.Dialect.OneOf("ids")}",
                    new { source = group.Key, ids = database.Dialect.Values(slice) })) seen[(group.Key, id)] = at;
            }
        }
        return seen;
    }, cancellationToken);
}
