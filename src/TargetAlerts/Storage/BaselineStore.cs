using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>What the first complete check of a watch stored without a word.</summary>
internal sealed class BaselineStore(Database database)
{
    /// <summary>Those of some targets that their source dates on a day or later, with the targets that hold them.</summary>
    public Task<IReadOnlyList<(SourceRecord Record, IReadOnlyList<Membership> Memberships)>> ReadAsync(string[] targets, DateOnly since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<(SourceRecord, IReadOnlyList<Membership>)>>(async connection =>
    {
        var keys = (await connection.QueryAsync<(string Source, string Id)>($"""
            SELECT DISTINCT m.source, m.id FROM watches w JOIN memberships m ON m.source = w.source AND m.target = w.target AND m.first_seen_at <= w.baseline_at
            JOIN records r ON r.source = m.source AND r.id = m.id AND r.dated >= @since
            WHERE w.target {database.Dialect.OneOf("targets")}
              AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.source = m.source AND c.record_id = m.id AND c.kind = 'added' AND c.target = m.target)
            """, new { targets = database.Dialect.Values(targets), since })).AsList();
        var (records, holders) = await RecordReader.ReadAsync(database.Dialect, connection, keys, targets);
        var byRecord = holders.ToLookup(holder => (holder.Source, holder.RecordId));
        return [.. keys.Select(key => (records[key], (IReadOnlyList<Membership>)[.. byRecord[key]]))];
    }, cancellationToken);
}
