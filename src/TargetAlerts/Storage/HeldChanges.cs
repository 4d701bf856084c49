using System.Data.Common;
using System.Text.Json;
using Dapper;
using TargetAlerts.Changes;
using TargetAlerts.Checks;
using TargetAlerts.Digests;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage;

/// <summary>How many changes of one kind and severity a held result has.</summary>
internal sealed class HeldCount
{
    public required string Kind { get; init; }

    public int Severity { get; init; }

    public int Records { get; init; }
}

/// <summary>What a result that was held back would report.</summary>
/// <param name="Counts">Of its own changes.</param>
/// <param name="Gone">Records that are missing from it: withdrawn if a person releases it.</param>
/// <param name="First">The first of both, with what is needed to judge and show them.</param>
internal sealed record HeldReport(string Check, DateTimeOffset CheckedAt, int Seen, IReadOnlyList<HeldCount> Counts, int Gone, IReadOnlyList<Considered> First);

/// <summary>Reads what waits in the staging of quarantined checks; changes nothing.</summary>
internal sealed class HeldChanges(Database database)
{
    private const string Missing = """
        FROM staged s JOIN records r ON r.source = @source AND r.id = s.id AND r.gone_at IS NULL
        WHERE s.check_id = @check AND s.fate = 'gone' AND NOT EXISTS (SELECT 1 FROM staged_changes c WHERE c.check_id = @check AND c.record_id = s.id)
        """;

    /// <param name="targets">All that are followed: a change of a shared record reaches each.</param>
    public Task<HeldReport?> ReadAsync(Watch watch, string[] targets, int first, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var of = new { check = watch.QuarantinedCheck, source = watch.Source, first };
        if (await connection.QuerySingleOrDefaultAsync<CheckRow>("SELECT started_at, seen FROM checks WHERE id = @check", of) is not { } check) return null;
        var counts = (await connection.QueryAsync<HeldCount>("SELECT kind, severity, COUNT(*) AS records FROM staged_changes WHERE check_id = @check GROUP BY kind, severity ORDER BY kind DESC, severity DESC", of)).AsList();
        var gone = await connection.QuerySingleAsync<int>($"SELECT COUNT(*) {Missing}", of);
        var changes = (await connection.QueryAsync<ChangeRow>("""
            SELECT @source AS source, record_id, target, kind, reason, severity, facts FROM staged_changes WHERE check_id = @check ORDER BY severity DESC, seq LIMIT @first
            """, of)).Select(row => row.Change()).ToList();
        changes.AddRange((await connection.QueryAsync<string>($"SELECT s.id {Missing} ORDER BY s.id LIMIT @first", of))
            .Select(id => new Change { Source = new(watch.Source), RecordId = id, Kind = ChangeKind.Withdrawn, Reason = "removed", Severity = Severity.High }));
        var (records, holders) = await RecordsAsync(connection, watch, check.StartedAt, [.. changes.Select(change => change.RecordId).Distinct()], targets);
        var shown = changes.Where(change => records.ContainsKey(change.RecordId))
            // As it will be once it is released: numbered after all that is known, detected when it was checked.
            .Select(change => new Considered(change with { Number = long.MaxValue, DetectedAt = check.StartedAt }, records[change.RecordId], [.. holders[change.RecordId]]));
        return new HeldReport(watch.QuarantinedCheck!, check.StartedAt, check.Seen, counts, gone, [.. shown]);
    }, cancellationToken);

    // As staged where the check read it anew, else as stored.
    private async Task<(Dictionary<string, SourceRecord> Records, ILookup<string, Membership> Holders)> RecordsAsync(DbConnection connection, Watch watch, DateTimeOffset at, string[] ids, string[] targets)
    {
        var (stored, memberships) = await RecordReader.ReadAsync(database.Dialect, connection, [.. ids.Select(id => (watch.Source, id))], targets);
        var records = stored.ToDictionary(pair => pair.Key.Id, pair => pair.Value);
        var staged = (await connection.QueryAsync<StagedRow>($"""
            SELECT @source AS source, id, kind, title, link, dated, facts, texts, identifiers, same_as, related, matches
            FROM staged WHERE check_id = @check AND kind IS NOT NULL AND id {database.Dialect.OneOf("ids")}
            """, new { check = watch.QuarantinedCheck, source = watch.Source, ids = database.Dialect.Values(ids) })).AsList();
        foreach (var row in staged) records[row.Id] = row.Record();
        var held = memberships.Where(one => one.Target == watch.Target).Select(one => one.RecordId).ToHashSet();
        memberships.AddRange(staged.Where(row => !held.Contains(row.Id))
            .Select(row => new Membership(watch.Source, row.Id, watch.Target, JsonSerializer.Deserialize<List<Match>>(row.Matches ?? "[]")!, at, null)));
        return (records, memberships.ToLookup(one => one.RecordId));
    }

    private sealed class CheckRow
    {
        public DateTimeOffset StartedAt { get; init; }

        public int Seen { get; init; }
    }

    private sealed class StagedRow : RecordRow
    {
        public string? Matches { get; init; }
    }
}
