using System.Net;
using MimeKit;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web;

public sealed class ArchiveOnSqlite() : ArchiveTests(DatabaseKind.Sqlite);

public sealed class ArchiveOnPostgres() : ArchiveTests(DatabaseKind.Postgres);

/// <summary>The archive over what the service really made and sent.</summary>
public abstract class ArchiveTests(DatabaseKind database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_digest_is_listed_with_its_outcome_and_opens_as_it_was_mailed()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        service.Clock.Jump(TimeSpan.FromHours(1));
        await service.DigestNowAsync();
        await service.NewsAsync(2);
        // Pausing before it is sent makes a digest fail: its items wait for the next.
        await service.Get<AlertDesk>().PauseAsync(alert, Stop);
        await service.DeliverAsync();
        await service.Get<AlertDesk>().ResumeAsync(alert, Stop);
        await service.NewsAsync(3);
        await using var pages = await service.ServeAsync();

        var page = WebUtility.HtmlDecode(await pages.Client.GetStringAsync(service.Manage(alert, "archive"), Stop));

        var rows = page.Split("<tr>")[2..];
        Assert.Equal(4, rows.Length);
        Assert.Contains("No. 3", rows[0], StringComparison.Ordinal);
        Assert.Contains("waiting", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Resend", rows[0], StringComparison.Ordinal);
        Assert.Contains("No. 2", rows[1], StringComparison.Ordinal);
        Assert.Contains("not sent: the alert is paused; its items open the next digest", rows[1], StringComparison.Ordinal);
        Assert.Contains("no number", rows[2], StringComparison.Ordinal);
        Assert.Contains("nothing was new", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain("archive/", rows[2], StringComparison.Ordinal);
        Assert.Contains("accepted", rows[3], StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);

        var first = await service.ReadAsync<string>("SELECT id FROM digests WHERE number = 1");
        using var opened = await pages.Client.GetAsync(service.Manage(alert, $"archive/{first}"), Stop);
        var mailed = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")), Stop);
        Assert.Equal(mailed.HtmlBody, await opened.Content.ReadAsStringAsync(Stop));
        Assert.Contains("style-src 'unsafe-inline'", opened.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(mailed.HtmlBody, await pages.Client.GetStringAsync(new Uri(service.Get<Links>().Digest(first)).AbsolutePath, Stop));
    }

    [Fact]
    public async Task A_digest_is_sent_again_byte_for_byte_three_times_a_day_and_no_other_readers()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        var other = await service.AddAlertAsync(email: "ben@example.org");
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await using var pages = await service.ServeAsync();
        var mine = await service.ReadAsync<string>($"SELECT id FROM digests WHERE alert_id = '{alert}'");

        for (var time = 0; time < 3; time++)
        {
            service.Clock.Jump(TimeSpan.FromMinutes(1));
            var (status, page) = await pages.PressAsync(service.Manage(alert, "archive"), "Resend No. 1", Stop);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("on its way again", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Resend No. 1", page, StringComparison.Ordinal);
            await service.DeliverAsync();
        }
        var refused = await pages.PressAsync(service.Manage(alert, "archive"), "Resend No. 1", Stop);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("at most 3 digests of an alert are sent again in 24 hours", refused.Page, StringComparison.Ordinal);
        var sent = Directory.GetFiles(service.Outbox, "*.eml").Select(File.ReadAllText).Where(mail => mail.Contains("ada@example.org", StringComparison.Ordinal)).ToList();
        Assert.Equal((4, 1), (sent.Count, sent.Distinct().Count()));
        Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM digests WHERE alert_id = '{alert}' AND state = 'sent'"));
        // The limit is this alert's alone, and a day long.
        Assert.Equal(HttpStatusCode.OK, (await pages.PressAsync(service.Manage(other, "archive"), "Resend No. 1", Stop)).Status);
        service.Clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, (await pages.PressAsync(service.Manage(alert, "archive"), "Resend No. 1", Stop)).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync(service.Manage(other, $"archive/{mine}"), Stop)).StatusCode);
        await Assert.ThrowsAsync<TargetAlerts.Settings.UsageException>(() => service.Get<TargetAlerts.Delivery.Resend>().ResendAsync(other, mine, Stop));
    }

    [Fact]
    public async Task Reading_changes_nothing_a_foreign_form_changes_nothing_and_old_links_end()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await using var pages = await service.ServeAsync();
        var digest = await service.ReadAsync<string>("SELECT id FROM digests");
        string[] paths = [service.Manage(alert, "archive"), service.Manage(alert, "archive?page=9"), service.Manage(alert, "archive?page=x"), service.Manage(alert, $"archive/{digest}"), service.Manage(alert, "export"), service.Manage(alert, "erase"),
            service.Feed(alert, "feed.atom"), service.Feed(alert, "feed.json"), service.Feed(alert, "calendar.ics")];
        // The first page makes the key its forms are signed with.
        await pages.Client.GetAsync(paths[0], Stop);
        var before = await service.EverythingAsync();

        foreach (var path in Enumerable.Repeat(paths, 3).SelectMany(all => all))
        {
            using var get = await pages.Client.GetAsync(path, Stop);
            using var head = await pages.Client.SendAsync(new(HttpMethod.Head, path), Stop);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        }
        foreach (var path in new[] { paths[0], service.Manage(alert, "erase") })
        {
            using var forged = await pages.Client.PostAsync(path, new FormUrlEncodedContent([new("digest", digest), new("do", "erase")]), Stop);
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }
        Assert.Equal(before, await service.EverythingAsync());

        service.Clock.Jump(TimeSpan.FromHours(25));
        Assert.All(paths[..6], path => Assert.Equal(HttpStatusCode.NotFound, pages.Client.GetAsync(path, Stop).GetAwaiter().GetResult().StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await pages.Client.GetAsync(paths[6], Stop)).StatusCode);
    }
}
