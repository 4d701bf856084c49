using Dapper;
using TargetAlerts.Checks;

namespace TargetAlerts.Storage;

/// <summary>The watches and their health.</summary>
internal sealed class WatchStore(Database database, TimeProvider time)
{
    private const string Health = "target, source, state, baseline_at, made_at, last_attempt_at, last_complete_at, last_listing_at, failures, failing_since, reason, notes, quarantined_check";

    private const string Columns = $"{Health}, cursor, gate, query, fingerprint_version";

    public Task<IReadOnlyList<Watch>> AllAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Watch>>(
        async connection => [.. await connection.QueryAsync<Watch>($"SELECT {Columns} FROM watches ORDER BY source, target")], cancellationToken);

    /// <summary>The health of a source's watches, by target; one that is not there yet is made by <see cref="GetAsync"/>.</summary>
    public Task<Dictionary<string, Watch>> HealthAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => (await connection.QueryAsync<Watch>($"SELECT {Health} FROM watches WHERE source = @source", new { source })).ToDictionary(watch => watch.Target, StringComparer.Ordinal), cancellationToken);

    /// <summary>The health of some targets' watches; their cursors, which may be long, stay unread.</summary>
    public Task<IReadOnlyList<Watch>> HealthAsync(string[] targets, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Watch>>(
        async connection => [.. await connection.QueryAsync<Watch>($"SELECT {Health} FROM watches WHERE target {database.Dialect.OneOf("targets")}", new { targets = database.Dialect.Values(targets) })], cancellationToken);

    /// <summary>The watch, made where it is not there yet.</summary>
    public Task<Watch> GetAsync(string target, string source, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync("INSERT INTO watches (target, source, state, made_at) VALUES (@target, @source, 'New', @now) ON CONFLICT (target, source) DO NOTHING", new { target, source, now = time.GetUtcNow() });
        return await connection.QuerySingleAsync<Watch>($"SELECT {Columns} FROM watches WHERE target = @target AND source = @source", new { target, source });
    }, cancellationToken);

    public Task<int> MembersAsync(string target, string source, CancellationToken cancellationToken) => database.ReadAsync(connection =>
        connection.QuerySingleAsync<int>("""
            SELECT COUNT(*) FROM memberships WHERE source = @source AND target = @target AND left_at IS NULL
              AND id NOT IN (SELECT id FROM records WHERE source = @source AND gone_at IS NOT NULL)
            """, new { target, source }), cancellationToken);

    /// <summary>Title and ChEMBL number of the drug records a watch holds.</summary>
    public Task<IReadOnlyList<(string Name, string? Chembl)>> DrugsAsync(string target, string source, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<(string, string?)>>(
        async connection => [.. (await connection.QueryAsync<RecordRow>($"""
            SELECT {RecordReader.Columns} FROM memberships m JOIN records r ON r.source = m.source AND r.id = m.id
            WHERE m.source = @source AND m.target = @target AND m.left_at IS NULL AND r.gone_at IS NULL AND r.kind = 'drug' ORDER BY r.id
            """, new { target, source })).Select(row => row.Record()).Select(record => (record.Title, record.Identifiers.GetValueOrDefault("chembl")))], cancellationToken);

    public Task<IReadOnlyList<(string Id, string Reason, DateTimeOffset Since)>> SetAsideAsync(string target, string source, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<(string, string, DateTimeOffset)>>(
        async connection => [.. await connection.QueryAsync<(string, string, DateTimeOffset)>("SELECT id, reason, since_at FROM set_aside WHERE source = @source AND target = @target ORDER BY id", new { target, source })], cancellationToken);

    /// <summary>How many records are set aside, by target and source; where there are none there is no row.</summary>
    public Task<IReadOnlyDictionary<(string Target, string Source), int>> SetAsideCountsAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<(string, string), int>>(
        async connection => (await connection.QueryAsync<(string Target, string Source, long Count)>("SELECT target, source, COUNT(*) FROM set_aside GROUP BY target, source"))
            .ToDictionary(row => (row.Target, row.Source), row => (int)row.Count), cancellationToken);

    /// <summary>Members once found absent, long enough ago to be asked the second time; not those withdrawn already.</summary>
    public Task<IReadOnlyList<string>> AbsentSinceAsync(string target, string source, DateTimeOffset before, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>("""
            SELECT a.id FROM absences a
            JOIN memberships m ON m.source = a.source AND m.id = a.id AND m.target = @target AND m.left_at IS NULL
            JOIN records r ON r.source = a.source AND r.id = a.id AND r.gone_at IS NULL
            WHERE a.source = @source AND a.first_at <= @before ORDER BY a.id
            """, new { target, source, before })], cancellationToken);
}
