using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>What is needed to mute a record, and to show what was muted.</summary>
internal sealed class MuteStore(Database database)
{
    /// <summary>How many changes each mute of an alert, in force or not, kept back, by its key.</summary>
    public Task<IReadOnlyDictionary<string, int>> KeptAsync(string alert, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, int>>(async connection =>
        (await connection.QueryAsync<(string Mute, long Kept)>("SELECT mute, COUNT(*) FROM ledger WHERE alert_id = @alert AND state = 'muted' AND mute IS NOT NULL GROUP BY mute", new { alert }))
            .ToDictionary(row => row.Mute, row => (int)row.Kept), cancellationToken);

    public Task<SourceRecord?> RecordAsync(string source, string id, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
        (await RecordReader.ReadAsync(database.Dialect, connection, [(source, id)], [])).Records.GetValueOrDefault((source, id)), cancellationToken);

    /// <summary>Records the targets hold that are called one of the words by their source, or are of a work that is.</summary>
    /// <param name="keys">As in the work keys: "doi:10.1000/x".</param>
    public Task<IReadOnlyList<SourceRecord>> FindAsync(IReadOnlyList<string> sources, IReadOnlyList<string> words, IReadOnlyList<string> keys, IReadOnlyList<string> targets, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SourceRecord>>(async connection =>
    {
        var dialect = database.Dialect;
        var found = (await connection.QueryAsync<(string, string)>($"""
            SELECT source, id FROM records WHERE source {dialect.OneOf("sources")} AND id {dialect.OneOf("words")}
            UNION SELECT source, id FROM work_keys WHERE work_key {dialect.OneOf("keys")}
            """, new { sources = dialect.Values([.. sources]), words = dialect.Values([.. words]), keys = dialect.Values([.. keys]) })).AsList();
        var (records, holders) = await RecordReader.ReadAsync(dialect, connection, found, [.. targets]);
        return [.. holders.Select(holder => (holder.Source, holder.RecordId)).Distinct().Where(records.ContainsKey).Select(key => records[key])];
    }, cancellationToken);

    /// <summary>Facts of a record that ever changed, the latest first.</summary>
    public Task<IReadOnlyList<string>> ChangedFactsAsync(string source, string id, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(async connection =>
        [.. (await connection.QueryAsync<string>("SELECT facts FROM changes WHERE source = @source AND record_id = @id ORDER BY number DESC", new { source, id }))
            .SelectMany(facts => JsonSerializer.Deserialize<List<FactChange>>(facts)!).Select(fact => fact.Fact).Distinct()], cancellationToken);
}
