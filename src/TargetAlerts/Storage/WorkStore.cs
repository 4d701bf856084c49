using System.Data.Common;
using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>Finds the works of changed records: their twins in other sources, what they name, and what an alert was told of them.</summary>
internal sealed class WorkStore(Database database)
{
    // A preprint, its paper, their numbers in several registries: more steps than this are a mistake in the data.
    private const int Steps = 4;

    public Task<Works> ReadAsync(Alert alert, IReadOnlyList<Considered> pending, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        if (pending.Count == 0) return new Works();
        List<(string Source, string Id)> changed = [.. pending.Select(considered => (considered.Change.Source.Value, considered.Change.RecordId)).Distinct()];
        var of = Works.Join(await KeysAsync(connection, changed));
        var all = of.Keys.Select(key => (key.Source.Value, key.Id)).Union(changed).ToList();
        string[] targets = [.. alert.Wish.Targets.Keys];
        var (records, holders) = await RecordReader.ReadAsync(database.Dialect, connection, all, targets);
        var byRecord = holders.ToLookup(holder => (holder.Source, holder.RecordId));
        var told = await ToldAsync(connection, alert.Id, all);
        return new Works
        {
            Of = of,
            Twins = [.. of.Keys.Where(key => records.ContainsKey((key.Source.Value, key.Id))).Select(key => new Twin(records[(key.Source.Value, key.Id)], [.. byRecord[(key.Source.Value, key.Id)]]))],
            ToldAdded = told.Where(one => one is { Kind: "added", State: "told" }).Select(one => (new SourceName(one.Source), one.Id)).ToHashSet(),
            KeptBack = told.Where(one => one is { Kind: "added", State: "muted" }).Select(one => (new SourceName(one.Source), one.Id)).ToHashSet(),
            ToldIn = told.Where(one => one is { State: "told", Number: not null }).GroupBy(one => (new SourceName(one.Source), one.Id))
                .ToDictionary(record => record.Key, record => record.Select(one => new ToldBefore(one.Number!.Value, one.DigestId!)).MaxBy(one => one.Number)!),
            ToldWithdrawn = told.Where(one => one is { Kind: "withdrawn", State: "told" }).Select(one => ((new SourceName(one.Source), one.Id), one.Reason ?? "")).ToHashSet(),
            Named = await NamedAsync(connection, records.Values.SelectMany(record => record.Related), targets),
        };
    }, cancellationToken);

    /// <summary>Every key of the records, and of those that share one, step by step.</summary>
    private async Task<List<(string Key, (SourceName, string) Record)>> KeysAsync(DbConnection connection, IReadOnlyList<(string Source, string Id)> records)
    {
        var found = new HashSet<(string Key, (SourceName, string) Record)>();
        var known = new HashSet<(string, string)>(records);
        var seen = new HashSet<string>();
        for (var step = 0; step < Steps && records.Count > 0; step++)
        {
            var keys = new List<string>();
            foreach (var source in records.GroupBy(record => record.Source, record => record.Id))
            {
                foreach (var slice in source.Chunk(5_000))
                {
                    keys.AddRange(await connection.QueryAsync<string>($"SELECT DISTINCT work_key FROM work_keys WHERE source = @source AND id {database.Dialect.OneOf("ids")}",
                        new { source = source.Key, ids = database.Dialect.Values(slice) }));
                }
            }
            var next = new List<(string, string)>();
            foreach (var (key, source, id) in await HoldersAsync(connection, [.. keys.Distinct().Where(seen.Add)]))
            {
                found.Add((key, (new(source), id)));
                if (known.Add((source, id))) next.Add((source, id));
            }
            records = next;
        }
        return [.. found];
    }

    private async Task<List<(string Key, string Source, string Id)>> HoldersAsync(DbConnection connection, IReadOnlyCollection<string> keys)
    {
        var holders = new List<(string, string, string)>();
        foreach (var slice in keys.Chunk(5_000))
        {
            holders.AddRange(await connection.QueryAsync<(string, string, string)>($"SELECT work_key, source, id FROM work_keys WHERE work_key {database.Dialect.OneOf("keys")}",
                new { keys = database.Dialect.Values(slice) }));
        }
        return holders;
    }

    private async Task<List<ToldRow>> ToldAsync(DbConnection connection, string alert, IReadOnlyCollection<(string Source, string Id)> records)
    {
        var told = new List<ToldRow>();
        foreach (var source in records.GroupBy(record => record.Source, record => record.Id))
        {
            foreach (var slice in source.Chunk(5_000))
            {
                told.AddRange(await connection.QueryAsync<ToldRow>($"""
                    SELECT c.source, c.record_id AS id, c.kind, c.reason, l.state, d.number, l.digest_id
                    FROM ledger l JOIN changes c ON c.number = l.change_number LEFT JOIN digests d ON d.id = l.digest_id
                    WHERE l.alert_id = @alert AND (l.state = 'told' OR (l.state = 'muted' AND l.mute LIKE 'source:%')) AND c.source = @source AND c.record_id {database.Dialect.OneOf("ids")}
                    """, new { alert, source = source.Key, ids = database.Dialect.Values(slice) }));
            }
        }
        return told;
    }

    private async Task<ILookup<string, SourceRecord>> NamedAsync(DbConnection connection, IEnumerable<string> keys, string[] targets)
    {
        var holders = await HoldersAsync(connection, [.. keys.Select(key => key.ToLowerInvariant()).Distinct()]);
        var (records, _) = await RecordReader.ReadAsync(database.Dialect, connection, [.. holders.Select(holder => (holder.Source, holder.Id)).Distinct()], targets);
        return holders.Where(holder => records.ContainsKey((holder.Source, holder.Id))).ToLookup(holder => holder.Key, holder => records[(holder.Source, holder.Id)]);
    }

    private sealed class ToldRow
    {
        public required string Source { get; init; }

        public required string Id { get; init; }

        public required string Kind { get; init; }

        public string? Reason { get; init; }

        public required string State { get; init; }

        public int? Number { get; init; }

        public string? DigestId { get; init; }
    }
}
