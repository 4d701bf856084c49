using System.Data.Common;
using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>Reads records and who of the given targets holds them, source by source and in slices.</summary>
internal static class RecordReader
{
    /// <summary>What a <see cref="RecordRow"/> is made of, from records as "r".</summary>
    public const string Columns = "r.source, r.id, r.kind, r.title, r.link, r.dated, r.facts, r.texts, r.identifiers, r.same_as, r.related";

    private const int Slice = 2_000;

    public static async Task<(Dictionary<(string Source, string Id), SourceRecord> Records, List<Membership> Holders)> ReadAsync(
        Dialect dialect, DbConnection connection, IReadOnlyCollection<(string Source, string Id)> keys, string[] targets)
    {
        var records = new Dictionary<(string, string), SourceRecord>();
        var holders = new List<Membership>();
        foreach (var group in keys.GroupBy(key => key.Source, key => key.Id))
        {
            foreach (var slice in group.Chunk(Slice))
            {
                var parameters = new { source = group.Key, ids = dialect.Values(slice), targets = dialect.Values(targets) };
                foreach (var row in await connection.QueryAsync<RecordRow>($"""
                    SELECT {Columns} FROM records r WHERE r.source = @source AND r.id {dialect.OneOf("ids")}
                    """, parameters)) records[(row.Source, row.Id)] = row.Record();
                holders.AddRange((await connection.QueryAsync<MembershipRow>($"""
                    SELECT source, target, id, matches, first_seen_at, left_at FROM memberships WHERE source = @source AND target {dialect.OneOf("targets")} AND id {dialect.OneOf("ids")}
                    """, parameters)).Select(row => row.Membership()));
            }
        }
        return (records, holders);
    }
}
