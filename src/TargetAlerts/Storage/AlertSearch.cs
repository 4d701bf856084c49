using System.Data.Common;
using Dapper;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <param name="Text">Stands in the address or the targets, or is the id; empty for any.</param>
internal sealed record AlertQuestion(string Text, AlertState? State, string? Target);

/// <summary>An alert and how its last digest ended; null before the first.</summary>
internal sealed record FoundAlert(Alert Alert, int? LastNumber, string? LastState);

/// <summary>Alerts of everybody, newest first.</summary>
internal sealed class AlertSearch(Database database)
{
    public Task<(IReadOnlyList<FoundAlert> Alerts, int Total)> FindAsync(AlertQuestion question, int skip, int count, CancellationToken cancellationToken) => database.ReadAsync<(IReadOnlyList<FoundAlert>, int)>(async connection =>
    {
        var values = new
        {
            text = question.Text,
            like = Like.Holding(question.Text),
            state = question.State is { } state ? AlertView.Word(state) : "",
            target = question.Target ?? "",
            // The wish is JSON with the targets as names of members.
            wish = $"%\"{Like.Plain(question.Target ?? "")}\":%",
            skip,
            count,
        };
        const string where = """
            WHERE (@state = '' OR a.state = @state) AND (@target = '' OR a.wish LIKE @wish ESCAPE '\')
              AND (@text = '' OR a.id = @text OR LOWER(s.address) LIKE @like ESCAPE '\' OR LOWER(a.wish) LIKE @like ESCAPE '\')
            """;
        var rows = (await connection.QueryAsync<AlertRow>($"{AlertRow.Select} {where} ORDER BY a.created_at DESC, a.id LIMIT @count OFFSET @skip", values)).AsList();
        var total = await connection.QuerySingleAsync<int>($"SELECT COUNT(*) FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id {where}", values);
        var last = await LastAsync(connection, [.. rows.Select(row => row.Id)]);
        return ([.. rows.Select(row => new FoundAlert(row.ToAlert(), last.GetValueOrDefault(row.Id)?.Number, last.GetValueOrDefault(row.Id)?.State))], total);
    }, cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> StatesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyDictionary<string, int>>(async connection =>
        (await connection.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM alerts GROUP BY state")).ToDictionary(row => row.State, row => (int)row.Count), cancellationToken);

    private async Task<Dictionary<string, LastRow>> LastAsync(DbConnection connection, string[] ids) => (await connection.QueryAsync<LastRow>($"""
        SELECT d.alert_id, d.number, d.state FROM digests d
        WHERE d.alert_id {database.Dialect.OneOf("ids")} AND d.number IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM digests later WHERE later.alert_id = d.alert_id AND later.number > d.number)
        """, new { ids = database.Dialect.Values(ids) })).ToDictionary(row => row.AlertId);

    private sealed class LastRow
    {
        public required string AlertId { get; init; }

        public int? Number { get; init; }

        public required string State { get; init; }
    }
}
