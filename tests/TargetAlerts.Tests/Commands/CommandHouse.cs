using Microsoft.Data.Sqlite;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Commands;

/// <summary>One program folder with a baseline and one alert, shared by the tests of a class.</summary>
public sealed class CommandHouse : IAsyncLifetime
{
    public UpstreamHost Upstream { get; private set; } = null!;

    internal TargetAlertsProcess Program { get; private set; } = null!;

    internal string Alert { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamHost.StartAsync(Filled(), null, TestContext.Current.CancellationToken);
        Program = new TargetAlertsProcess(Upstream);
        await Program.DoneAsync("check");
        Alert = (await Program.JsonAsync("alerts", "add", "--email", "ada@example.org", "--target", "SERT", "--confirmed")).GetProperty("id").GetString()!;
    }

    /// <summary>Every row of every table.</summary>
    internal List<string> Rows()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Program.Data, "targetalerts.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").SelectMany(table => Read(connection, $"SELECT '{table}', * FROM \"{table}\""))];
    }

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await Upstream.DisposeAsync();
    }

    internal static UpstreamModel Filled()
    {
        var model = new UpstreamModel();
        model.PubMed.Add(Sample.Articles(40, 1, model.Today.AddDays(-60)));
        model.PubMed.Add(Sample.Article(95_500_001, model.Today.AddDays(-30)));
        model.Trials.Add(Sample.Trials(12, 1, model.Today.AddDays(-60)));
        return model;
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names out of the schema itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }
}
