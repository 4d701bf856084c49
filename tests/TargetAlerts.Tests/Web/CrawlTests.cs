using System.Net;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Web.Admin;

namespace TargetAlerts.Tests.Web;

/// <summary>Opening changes nothing (RFC 9110 section 9.2.1), wherever the links of mails and pages lead.</summary>
public sealed class CrawlTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_link_of_every_mail_and_page_opened_three_times_changes_nothing()
    {
        await using var service = await ArchiveStage.StartAsync(configure: AdminBrowser.Configure);
        var (alert, left) = (await service.AddAlertAsync(), await service.AddAlertAsync(email: "cleo@example.org"));
        await service.Get<AlertDesk>().AddAsync(new() { Emails = ["ben@example.org"], Targets = ["SERT"] }, Stop);
        foreach (var number in new[] { 1, 2 }) await service.NewsAsync(number);
        await service.Get<AlertDesk>().SendManageLinkAsync(alert, Stop);
        await service.DeliverAsync();
        await using var admin = await AdminBrowser.SignedInAsync(service);
        await admin.PressAsync($"/admin/alerts/{alert}", "Pause");
        using var oneClick = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        await admin.Stranger.PostAsync(RunningWeb.PathOf(service.Get<Links>().Unsubscribe(left)), oneClick, Stop);
        await service.DeliverAsync();
        var before = await service.EverythingAsync();
        var origin = service.Get<Links>().Origin;
        var (stranger, signedIn) = (new LinkCrawl(admin.Stranger, origin), new LinkCrawl(admin.Client, origin));
        var mailed = stranger.Mailed(service.Outbox);

        await stranger.OpenAsync(mailed);
        await signedIn.OpenAsync(["/", "/admin", "/openapi.json", .. mailed]);

        Assert.Equal(before, await service.EverythingAsync());
        Assert.All(mailed, path => Assert.Equal(HttpStatusCode.OK, stranger.Opened[path]));
        Assert.DoesNotContain(signedIn.Opened.Concat(stranger.Opened), page => (int)page.Value >= 500);
        Assert.Empty(new[] { "confirm", "manage", "unsubscribe", "mute", "help" }.Except(Kinds(mailed)));
        Assert.Empty(new[] { "change", "archive", "export", "erase", "feed.atom", "feed.json", "calendar.ics", "return", "manage-link", "changes.csv", "changes.ris", "SERT", "alert" }.Except(Kinds(stranger.Opened.Keys)));
        Assert.Empty(new[] { "admin", "pubmed", "schedule", "quarantine", "alerts", "deliveries", "targets", "audit", alert, "openapi.json" }.Except(Kinds(signedIn.Opened.Keys)));
    }

    // The last word of each path.
    private static HashSet<string> Kinds(IEnumerable<string> paths) => [.. paths.Select(path => path.Split('?')[0].Split('/')[^1])];
}
