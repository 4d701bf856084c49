using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Delivery.Returns;
using TargetAlerts.Tests.Digests;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class PostfixBouncesOnSqlite() : PostfixBounceTests(DatabaseKind.Sqlite);

public sealed class PostfixBouncesOnPostgres() : PostfixBounceTests(DatabaseKind.Postgres);

/// <summary>A relay that takes everything and says later what came of it: real reports, in a real Maildir.</summary>
public abstract class PostfixBounceTests(DatabaseKind database)
{
    private static readonly string[] Settings =
    [
        "recipient_delimiter = +", "virtual_mailbox_maps = inline:{ well@example.org=all/ bounce@example.org=bounces/ }", "smtpd_reject_unlisted_recipient = no",
        "transport_maps = inline:{ { full@example.org = error:5.2.2 the mailbox is full } { policy@example.org = error:5.7.1 not from you } { late@example.org = retry:4.2.2 the mailbox is full } { never@example.org = retry:4.3.0 not today } }",
        "queue_run_delay = 1s", "minimal_backoff_time = 1s", "maximal_backoff_time = 1s", "delay_warning_time = 1s",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_address_is_suppressed_at_once_and_a_full_one_after_three_days_and_no_other()
    {
        await using var postfix = await PostfixServer.StartAsync(Settings);
        var list = new ListSource("list-news", RecordKind.News);
        await using var service = await TestService.StartAsync(database: database, sources: [], configure: options => Set(options.Mail, postfix), register: services => services.AddSingleton<ITargetSource>(list));
        foreach (var name in new[] { "well", "dead", "full", "policy", "late" }) await service.AddAlertAsync(email: $"{name}@example.org");

        await NewsAsync(service, list, 5);
        await postfix.UntilReturnedAsync(4);
        var read = (await service.Get<AlertRun>().ReadReturnsAsync(Stop))!.Read;

        Assert.Equal([(ReturnKind.Delayed, 1), (ReturnKind.Policy, 1), (ReturnKind.Soft, 1), (ReturnKind.Hard, 1)], read.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["dead"], await SuppressedAsync(service));
        Assert.Empty(Directory.GetFiles(Path.Combine(postfix.Bounces, "new")));
        Assert.Contains("came back: failed 5.1.1 ", await service.ReadAsync<string>("SELECT result FROM messages WHERE recipient = 'dead@example.org'"), StringComparison.Ordinal);
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm' AND detail LIKE 'A mail to p…@example.org came back%5.7.1%'"));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE state = 'ready'"));

        // The second day's failure is not the third; the dead one is not written to.
        await NewsAsync(service, list, 4);
        await postfix.UntilReturnedAsync(3);
        await service.Get<AlertRun>().ReadReturnsAsync(Stop);
        Assert.Equal(["dead"], await SuppressedAsync(service));
        await NewsAsync(service, list, 4);
        await postfix.UntilReturnedAsync(3);
        await service.Get<AlertRun>().ReadReturnsAsync(Stop);
        Assert.Equal(["dead", "full"], await SuppressedAsync(service));

        // What is given up after long waiting is called failed as well, for a reason that passes.
        await postfix.RestartAsync([.. Settings, "maximal_queue_lifetime = 0"]);
        await service.AddAlertAsync(email: "never@example.org");
        await NewsAsync(service, list, 4);
        await postfix.UntilReturnedAsync(3);
        Assert.Contains(Directory.GetFiles(Path.Combine(postfix.Bounces, "new")).Select(File.ReadAllText), report => report.Contains("Action: failed\nStatus: 4.3.0", StringComparison.Ordinal));
        await service.Get<AlertRun>().ReadReturnsAsync(Stop);
        Assert.Equal(["dead", "full"], await SuppressedAsync(service));
    }

    [Fact]
    public async Task Forgeries_made_of_a_real_report_do_nothing_and_the_report_itself_does()
    {
        await using var postfix = await PostfixServer.StartAsync(Settings);
        var list = new ListSource("list-news", RecordKind.News);
        await using var service = await TestService.StartAsync(database: database, sources: [], configure: options => Set(options.Mail, postfix), register: services => services.AddSingleton<ITargetSource>(list));
        var alert = await service.AddAlertAsync(email: "dead@example.org");
        await NewsAsync(service, list, 1);
        await postfix.UntilReturnedAsync(1);
        var report = Assert.Single(Directory.GetFiles(Path.Combine(postfix.Bounces, "new")));
        var genuine = await File.ReadAllTextAsync(report, Stop);
        File.Delete(report);
        var waiting = await service.WaitingMessageAsync("well@example.org");
        var before = await service.StateAsync();

        var forgeries = Forgeries.Of(genuine, service.Get<LinkKey>(), waiting, alert);
        foreach (var (name, text) in forgeries) await File.WriteAllTextAsync(Path.Combine(postfix.Bounces, "new", name), text, Stop);
        var read = (await service.Get<AlertRun>().ReadReturnsAsync(Stop))!.Read;

        Assert.True(forgeries.Count >= 20);
        Assert.Equal(before, await service.StateAsync());
        Assert.Equal(forgeries.Select(one => one.Name).Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(postfix.Bounces, "ignored")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(read.Keys.Except([ReturnKind.Ignored, ReturnKind.Unproven, ReturnKind.Unreadable]));
        Assert.Equal(forgeries.Count, read.Values.Sum());
        await File.WriteAllTextAsync(Path.Combine(postfix.Bounces, "new", "genuine"), genuine, Stop);
        await service.Get<AlertRun>().ReadReturnsAsync(Stop);
        Assert.Equal(["dead"], await SuppressedAsync(service));
    }

    private static void Set(MailOptions mail, PostfixServer postfix)
    {
        (mail.Host, mail.Port, mail.Security, mail.From, mail.PerSecond) = ("127.0.0.1", postfix.Port, MailSecurity.None, "alerts@example.org", 1000);
        mail.Bounces.Folder = postfix.Bounces;
    }

    private static async Task NewsAsync(TestService service, ListSource list, int mails)
    {
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        list.Put(service.Clock.GetUtcNow().ToString("O"), "Made-up news");
        await service.CheckAsync();
        await service.DigestNowAsync();
        Assert.Equal(mails, (await service.DeliverAsync()).Sent);
    }

    private static Task<IReadOnlyList<string>> SuppressedAsync(TestService service) => service.SuppressedAsync("well", "dead", "full", "policy", "late", "never");
}
