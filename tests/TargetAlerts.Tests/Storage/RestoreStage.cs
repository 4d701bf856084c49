using Microsoft.Data.Sqlite;
using TargetAlerts.Storage.Care;
using TargetAlerts.Tests.Kill;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Storage;

/// <summary>A service on SQLite with daily readers, run as its jobs run it; and what lies in its outbox, mail by mail.</summary>
internal sealed class RestoreStage(TestService service) : IAsyncDisposable
{
    private readonly HashSet<string> _read = [];

    public TestService Service => service;

    public string Database => Path.Combine(service.Options.DataDirectory, "targetalerts.db");

    public string Backup => Path.Combine(service.Options.DataDirectory, "backup.db");

    public string Mark => Path.Combine(service.Options.DataDirectory, "sent.mark");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RestoreStage> StartAsync(params string[] readers)
    {
        var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2025, 12, 1))), sources: [UpstreamSource.PubMed]);
        var stage = new RestoreStage(service);
        await stage.RunAsync();
        foreach (var reader in readers) await service.AddAlertAsync(alert => alert with { Frequency = "daily", At = "08:00" }, reader);
        return stage;
    }

    /// <summary>What the scheduled jobs do, once.</summary>
    public Task RunAsync() => service.Get<AlertRun>().RunAsync(Stop);

    public void Publish(int number) => service.Model.PubMed.Add(Sample.Article(95_000_000 + number, service.Model.Today));

    /// <summary>A day later, past the hour of its digests: a paper, found, told and sent.</summary>
    public async Task DayAsync(int number)
    {
        service.Clock.Jump(TimeSpan.FromDays(1));
        Publish(number);
        await RunAsync();
        service.Clock.Jump(TimeSpan.FromHours(3));
        await RunAsync();
        service.Clock.Jump(TimeSpan.FromHours(-3));
    }

    public Task BackUpAsync() => SqliteBackup.TakeAsync(Database, Backup, service.Clock.GetUtcNow());

    public async Task<RestoreReport> RestoreAsync()
    {
        SqliteConnection.ClearAllPools();
        return await new SqliteRestore(Database, service.Clock.GetUtcNow()).RunAsync(Backup);
    }

    /// <summary>The mails since the last look: recipient, Message-ID and the numbers of the papers they tell.</summary>
    public IReadOnlyList<(string To, string MessageId, string Papers)> NewMails() =>
        [.. Files().Where(file => _read.Add(file + File.GetLastWriteTimeUtc(file).Ticks)).Select(file => Reconciliation.Read(File.ReadAllBytes(file)))
            .Select(mail => (mail.To.ToString(), mail.MessageId!, string.Join(' ', Reconciliation.Links(mail).Select(link => link.TrimEnd('/')[^2..]).Order()))).Order()];

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private string[] Files() => Directory.Exists(service.Outbox) ? Directory.GetFiles(service.Outbox, "*.eml") : [];
}
