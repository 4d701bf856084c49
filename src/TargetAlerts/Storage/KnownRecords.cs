using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>What one watch knows, read while its check runs; the source's lease keeps it from moving.</summary>
internal sealed class KnownRecords(Database database, string source, string target, int version = 1) : IKnownRecords
{
    private const int Slice = 5_000;

    // What is gone is little: asked for as a list, the rows of the records themselves are not read.
    private const string Held = """
        source = @source AND target = @target AND left_at IS NULL AND id NOT IN (SELECT id FROM records WHERE source = @source AND gone_at IS NOT NULL)
        """;

    public Task<IReadOnlySet<string>> WhichAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlySet<string>>(async connection =>
    {
        var held = new HashSet<string>();
        foreach (var slice in ids.Chunk(Slice))
        {
            held.UnionWith(await connection.QueryAsync<string>($"""
                SELECT id FROM memberships WHERE {Held} AND id {database.Dialect.OneOf("slice")}
                """, new { source, target, slice = database.Dialect.Values(slice) }));
        }
        return held;
    }, cancellationToken);

    public async IAsyncEnumerable<string> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            var from = after;
            var slice = await database.ReadAsync(async connection => (await connection.QueryAsync<string>($"""
                SELECT id FROM memberships WHERE {Held} AND id > @from ORDER BY id LIMIT @Slice
                """, new { source, target, from, Slice })).AsList(), cancellationToken);
            foreach (var id in slice) yield return id;
            if (slice.Count < Slice) yield break;
            after = slice[^1];
        }
    }

    public async IAsyncEnumerable<string> IdentifiersAsync(string space, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, end) = ($"{space}:", $"{space};");
        while (true)
        {
            var from = after;
            var slice = await database.ReadAsync(async connection => (await connection.QueryAsync<string>("""
                SELECT DISTINCT w.work_key FROM work_keys w JOIN memberships m ON m.source = w.source AND m.id = w.id AND m.target = @target AND m.left_at IS NULL
                WHERE w.work_key > @from AND w.work_key < @end ORDER BY w.work_key LIMIT @Slice
                """, new { target, from, end, Slice })).AsList(), cancellationToken);
            foreach (var key in slice) yield return key[(space.Length + 1)..];
            if (slice.Count < Slice) yield break;
            after = slice[^1];
        }
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, FactValue>>> FactsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, IReadOnlyDictionary<string, FactValue>>>(async connection =>
    {
        var facts = new Dictionary<string, IReadOnlyDictionary<string, FactValue>>();
        foreach (var slice in ids.Chunk(Slice))
        {
            foreach (var (id, json) in await connection.QueryAsync<(string, string)>($"""
                SELECT r.id, r.facts FROM records r JOIN memberships m ON m.source = r.source AND m.id = r.id AND m.target = @target AND m.left_at IS NULL
                WHERE r.source = @source AND r.gone_at IS NULL AND r.fingerprint_version = @version AND r.id {database.Dialect.OneOf("slice")}
                """, new { source, target, version, slice = database.Dialect.Values(slice) }))
            {
                facts[id] = JsonSerializer.Deserialize<Dictionary<string, FactValue>>(json)!;
            }
        }
        return facts;
    }, cancellationToken);

    /// <summary>The stored side of a page's comparison, by id.</summary>
    public Task<Dictionary<string, KnownRecord>> ReadAsync(string[] ids, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var rows = await connection.QueryAsync<Row>($"""
            SELECT r.id, r.content, r.fingerprint_version, r.facts, r.gone_at IS NOT NULL AS gone, m.first_seen_at IS NOT NULL AS member, m.left_at IS NOT NULL AS has_left
            FROM records r LEFT JOIN memberships m ON m.source = r.source AND m.id = r.id AND m.target = @target
            WHERE r.source = @source AND r.id {database.Dialect.OneOf("ids")}
            """, new { source, target, ids = database.Dialect.Values(ids) });
        return rows.ToDictionary(row => row.Id, row => new KnownRecord(row.Id, row.Content, row.FingerprintVersion,
            row.Member, row.HasLeft, row.Gone,
            new(() => JsonSerializer.Deserialize<Dictionary<string, FactValue>>(row.Facts)!)));
    }, cancellationToken);

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string Content { get; init; }

        public int FingerprintVersion { get; init; }

        public required string Facts { get; init; }

        public bool Gone { get; init; }

        public bool Member { get; init; }

        public bool HasLeft { get; init; }
    }
}
