using System.Net;
using TargetAlerts.Subscribers;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web;

public sealed class PauseUntilOnSqlite() : PauseUntilTests(DatabaseKind.Sqlite);

public sealed class PauseUntilOnPostgres() : PauseUntilTests(DatabaseKind.Postgres);

/// <summary>A pause that ends by itself, through the page, real checks and real digests.</summary>
public abstract class PauseUntilTests(DatabaseKind kind)
{
    private int _articles = 50;

    [Fact]
    public async Task It_ends_on_its_day_where_the_reader_lives_and_what_was_kept_comes_at_the_alerts_hour()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (id, path) = await AlertAsync(service);
        var (status, page) = await pages.SendAsync(path, ("do", "pause"), ("until", "2026-03-12"));
        Assert.Equal((HttpStatusCode.OK, true), (status, page.Contains("Paused. Up to 30 days", StringComparison.Ordinal)));
        Assert.Contains("12 Mar 2026", page, StringComparison.Ordinal);
        await NewsAsync(service);

        // Midnight of 12 March in New York is 04:00 UTC; the alert's hour 12:00 UTC.
        await RunAtAsync(service, "2026-03-12T03:59:00Z");
        Assert.Equal("paused", await StateAsync(service, id));
        await RunAtAsync(service, "2026-03-12T04:00:30Z");
        Assert.Equal("active", await StateAsync(service, id));
        Assert.Empty(await DigestsAsync(service));
        await RunAtAsync(service, "2026-03-12T12:00:30Z");

        Assert.Equal(["1 sent 2026-03-04 to 2026-03-11"], await DigestsAsync(service));
        Assert.Equal("service resumed", await service.ReadAsync<string>("SELECT actor || ' ' || action FROM audit WHERE action = 'resumed'"));
    }

    [Fact]
    public async Task It_ends_although_the_service_was_down_on_the_day_and_keeps_thirty_days_before_that_day()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (id, path) = await AlertAsync(service);
        await pages.SendAsync(path, ("do", "pause"), ("until", "2026-04-10"));
        await RunAtAsync(service, "2026-03-05T12:00:00Z");
        await NewsAsync(service);
        await RunAtAsync(service, "2026-03-15T12:00:00Z");
        await NewsAsync(service);

        // 30 days before the end of the pause is 11 March; before now it would be 20 March.
        await RunAtAsync(service, "2026-04-19T12:00:30Z");

        Assert.Equal("active", await StateAsync(service, id));
        Assert.Equal(["1 sent 2026-03-04 to 2026-04-18"], await DigestsAsync(service));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT items FROM digests"));
    }

    [Fact]
    public async Task A_day_that_is_over_or_none_is_refused_beside_the_field_and_a_running_pause_can_be_moved_or_left_open()
    {
        await using var service = await StartAsync();
        await using var pages = await service.ServeAsync();
        var (id, path) = await AlertAsync(service);

        foreach (var wrong in new[] { "2026-03-04", "2025-12-24", "Christmas", "24.12.2026" })
        {
            var (status, page) = await pages.SendAsync(path, ("do", "pause"), ("until", wrong));
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("id=\"until-e\"", page, StringComparison.Ordinal);
            Assert.Contains(("until", wrong), PageForm.Filled(page));
            Assert.Equal("active", await StateAsync(service, id));
        }
        foreach (var day in new[] { "2026-03-05", "2026-05-01", "" })
        {
            Assert.Equal(HttpStatusCode.OK, (await pages.SendAsync(path, ("do", "pause"), ("until", day))).Status);
            var view = await service.Get<AlertDesk>().ShowAsync(id, TestContext.Current.CancellationToken);
            Assert.Equal(("paused", day), (view.State, view.PausedUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? ""));
        }
        await RunAtAsync(service, "2026-03-05T23:00:00Z");
        Assert.Equal("paused", await StateAsync(service, id));
        Assert.Equal(HttpStatusCode.OK, (await pages.SendAsync(new Uri(service.Get<Links>().Manage(id)).AbsolutePath, ("do", "resume"))).Status);
        Assert.Equal("active", await StateAsync(service, id));
    }

    private async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(3, 1, new DateOnly(2026, 1, 1))), start: new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero), database: kind);
        await service.CheckAsync();
        return service;
    }

    private static async Task<(string Id, string Path)> AlertAsync(TestService service)
    {
        var id = await service.AddAlertAsync(request => request with { Frequency = "daily", At = "08:00", TimeZone = "America/New_York" });
        return (id, new Uri(service.Get<Links>().Manage(id)).AbsolutePath);
    }

    private async Task NewsAsync(TestService service)
    {
        var number = 95_000_000 + ++_articles;
        service.Model.PubMed.Add(Sample.Article(number, service.Model.Today) with { Title = $"The made-up paper {number} on the serotonin transporter" });
        await service.CheckAsync();
    }

    private static async Task RunAtAsync(TestService service, string now)
    {
        service.Clock.JumpTo(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await service.Get<AlertRun>().DigestAsync(TestContext.Current.CancellationToken);
        await service.DeliverAsync();
    }

    private static Task<string> StateAsync(TestService service, string id) => service.ReadAsync<string>($"SELECT state FROM alerts WHERE id = '{id}'");

    private static Task<IReadOnlyList<string>> DigestsAsync(TestService service) => service.ListAsync<string>("SELECT number || ' ' || state || ' ' || period_start || ' to ' || period_end FROM digests WHERE number IS NOT NULL ORDER BY scheduled_at");
}
