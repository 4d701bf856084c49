using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Tests.Digests;

namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>A service whose digests have left, and the folder in which it finds what comes back.</summary>
internal sealed class ReturnStage : IAsyncDisposable
{
    private readonly ListSource _list = new("list-news", RecordKind.News);
    private int _files;

    private ReturnStage()
    {
    }

    public TestService Service { get; private set; } = null!;

    public string Box { get; } = Directory.CreateTempSubdirectory("targetalerts-returned-").FullName;

    public string Ignored => Path.Combine(Box, "ignored");

    public static async Task<ReturnStage> StartAsync(DatabaseKind database, Action<MailOptions>? configure = null)
    {
        var stage = new ReturnStage();
        stage.Service = await TestService.StartAsync(database: database, sources: [], configure: options =>
        {
            options.Mail.From = "alerts@example.org";
            options.Mail.Bounces.Folder = stage.Box;
            configure?.Invoke(options.Mail);
        }, register: services => services.AddSingleton<ITargetSource>(stage._list));
        return stage;
    }

    /// <summary>An alert of each name, at example.org. Returns their ids.</summary>
    public async Task<IReadOnlyList<string>> AddAlertsAsync(params string[] names)
    {
        var ids = new List<string>();
        foreach (var name in names) ids.Add(await Service.AddAlertAsync(email: $"{name}@example.org"));
        return ids;
    }

    /// <summary>A day later there is news, and it is mailed. Returns the envelope senders by the name of the reader.</summary>
    public async Task<IReadOnlyDictionary<string, string>> MailedAsync()
    {
        await Service.CheckAsync();
        Service.Clock.Jump(TimeSpan.FromDays(1));
        _list.Put(Service.Clock.GetUtcNow().ToString("O"), "Made-up news");
        await Service.CheckAsync();
        await Service.DigestNowAsync();
        await Service.DeliverAsync();
        return (await Service.ListAsync<(string, string)>("SELECT recipient, envelope_from FROM messages WHERE state = 'sent' ORDER BY created_at")).GroupBy(row => row.Item1.Split('@')[0]).ToDictionary(mails => mails.Key, mails => mails.Last().Item2);
    }

    /// <summary>Lays messages into the folder.</summary>
    public void Put(params string[] messages)
    {
        foreach (var message in messages) File.WriteAllText(Path.Combine(Box, $"{++_files:d5}.eml"), message);
    }

    public async Task<IReadOnlyDictionary<ReturnKind, int>> ReadAsync(params string[] messages)
    {
        Put(messages);
        var report = (await Service.Get<AlertRun>().ReadReturnsAsync(TestContext.Current.CancellationToken))!;
        Assert.Null(report.Fault);
        return report.Read;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (Directory.Exists(Box)) Directory.Delete(Box, recursive: true);
    }
}
