using Dapper;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web;

/// <summary>A service with a baseline and news on demand, and what its pages show.</summary>
internal static class ArchiveStage
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestService> StartAsync(DatabaseKind database = DatabaseKind.Sqlite, Action<ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2025, 12, 1)));
            model.Trials.Add(Sample.Trials(10, 1, new DateOnly(2025, 12, 1)).Select(trial => trial with { OverallStatus = "RECRUITING", PrimaryCompletion = new("2026-09-01", "ESTIMATED") }));
        }, configure, database: database);
        await service.CheckAsync();
        return service;
    }

    /// <summary>A day later: a paper, and a trial that stops; with the digest made of them.</summary>
    public static async Task NewsAsync(this TestService service, int number)
    {
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_000 + number, service.Model.Today) with { Title = $"Made-up news {number} of the <serotonin> transporter & others" });
        service.Model.Trials.Change(Sample.TrialNumber(number), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Slow recruitment (made up)" });
        await service.CheckAsync();
        await service.DigestNowAsync();
    }

    public static string Manage(this TestService service, string alert, string page) =>
        $"{new Uri(service.Get<Links>().Manage(alert)).AbsolutePath.Replace("/manage", "", StringComparison.Ordinal)}/{page}";

    public static string Feed(this TestService service, string alert, string file) => new Uri(service.Get<Links>().Feed(alert, file)).AbsolutePath;

    /// <summary>Every value of every row of every table, as text.</summary>
    public static Task<IReadOnlyList<(string Table, string Value)>> EverythingAsync(this TestService service) => service.Get<Database>().ReadAsync<IReadOnlyList<(string, string)>>(async connection =>
    {
        var tables = await connection.QueryAsync<string>(service.Get<Database>().Dialect is SqliteDialect
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        var values = new List<(string, string)>();
        foreach (var table in tables)
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"SELECT * FROM \"{table}\""))
            {
                values.AddRange(row.Values.OfType<object>().Select(value => (table, value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : value.ToString()!)));
            }
        }
        return values;
    }, Stop);
}
