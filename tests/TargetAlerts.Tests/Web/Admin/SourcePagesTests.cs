using System.Net;
using TargetAlerts.Checks;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Sources.ClinicalTrials;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Source health, "check now", frequencies and quarantine through the pages.</summary>
public sealed class SourcePagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Check_now_runs_beside_the_page_and_the_overview_tells_how_it_ended(DatabaseKind database)
    {
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(12, 1, new DateOnly(2025, 12, 1))), AdminBrowser.Configure, database: database);
        await using var browser = await AdminBrowser.SignedInAsync(service);
        Assert.Contains("not read yet", await browser.ReadAsync("/admin"), StringComparison.Ordinal);

        Assert.Equal("/admin?said=checking", (await browser.PressAsync("/admin", "Check PubMed now")).To);
        await TestService.UntilAsync(async () => await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE outcome = 'baseline' AND scheduled_at IS NULL") == 1);

        Assert.Equal(12, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.Equal("pubmed", await service.ReadAsync<string>("SELECT subject FROM audit WHERE action = 'check' AND actor = 'admin:anna'"));
        var page = await browser.ReadAsync("/admin/sources/pubmed");
        Assert.Contains("state-ok\">healthy", page, StringComparison.Ordinal);
        Assert.Contains("2 Mar 2026 06:00", page, StringComparison.Ordinal);

        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, Fault.Always) { Status = 503 });
        await browser.PressAsync("/admin/sources/pubmed", "Check all targets now");
        await TestService.UntilAsync(async () => await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE outcome = 'unavailable'") == 1);
        page = await browser.ReadAsync("/admin");
        Assert.Contains("1 unavailable", page, StringComparison.Ordinal);
        Assert.Contains("503", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_on_sending_is_shown_with_its_remedy()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.SignedInAsync(service);
        Assert.DoesNotContain("is held", await browser.ReadAsync("/admin"), StringComparison.Ordinal);

        await service.Get<TargetAlerts.Delivery.SendingHold>().HoldAsync("the database was restored from backup.db", Stop);

        Assert.Contains("Sending is held since 2026-03-02 06:00 UTC: the database was restored from backup.db. See that all is as it should be; targetalerts mail release lets it go on.", await browser.ReadAsync("/admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_never_two_checks_of_one_source_at_once()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.SignedInAsync(service);
        await using (await SourceLease.TryTakeAsync(service.Get<LeaseStore>(), "pubmed", TimeSpan.FromMinutes(5), service.Clock, Stop))
        {
            Assert.Contains("checking now", await browser.ReadAsync("/admin"), StringComparison.Ordinal);
            Assert.Equal("/admin?said=checking-already", (await browser.PressAsync("/admin", "Check PubMed now")).To);
            Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM checks"));
        }
        Assert.DoesNotContain("checking now", await browser.ReadAsync("/admin"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_frequency_set_on_the_page_wins_over_the_settings_at_once(DatabaseKind database)
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure, database: database);
        await service.CheckAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        Assert.Equal(new(2026, 3, 3, 5, 0, 0, TimeSpan.Zero), await NextAsync(service));

        Assert.Equal("/admin/schedule?said=schedule", (await browser.PressAsync("/admin/schedule", "Save</button>", ("source-pubmed", "0 30 7 ? * THU"))).To);
        Assert.Equal(new(2026, 3, 5, 7, 30, 0, TimeSpan.Zero), await NextAsync(service));

        await browser.PressAsync("/admin/schedule", "Save</button>", ("source-pubmed", ""), ("default", "weekly"), ("at", "04:15"), ("on", "tuesday"));
        Assert.Equal(new(2026, 3, 3, 4, 15, 0, TimeSpan.Zero), await NextAsync(service));
        Assert.Contains("default weekly at 04:15 on tuesday", await browser.ReadAsync("/admin/audit?action=schedule"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hourly")]
    [InlineData("0 0/30 * ? * *")]
    [InlineData("0 0 5 1 1 ? 2020")]
    [InlineData("0 0 5 1 1 ?")]
    [InlineData("<b>")]
    public async Task A_frequency_beyond_the_bounds_comes_back_beside_its_field(string frequency)
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync("/admin/schedule", "Save</button>", ("source-pubmed", frequency), ("default", "weekly"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("id=\"source-pubmed-e\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(frequency)}\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"weekly\" selected>", page, StringComparison.Ordinal);
        Assert.Null(await service.Get<SettingsStore>().ReadAsync("schedule", Stop));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_held_result_says_what_it_would_report_and_is_released_or_discarded(DatabaseKind database)
    {
        foreach (var decision in new[] { "release", "discard" })
        {
            await using var service = await HeldAsync(database);
            await service.AddAlertAsync();
            await using var browser = await AdminBrowser.SignedInAsync(service);

            var page = await browser.ReadAsync("/admin/quarantine");
            Assert.Contains("9 of 30 known records are missing", page, StringComparison.Ordinal);
            Assert.Contains("<td class=\"n\">9</td>", page, StringComparison.Ordinal);
            Assert.Contains("11 changes reach 1 alert", page, StringComparison.Ordinal);
            Assert.Contains("Trial suspended", page, StringComparison.Ordinal);
            Assert.Contains("<del>Recruiting</del>", page, StringComparison.Ordinal);
            Assert.Contains("New trial", page, StringComparison.Ordinal);
            Assert.Contains("Made-up study 99", page, StringComparison.Ordinal);

            var (status, _, to) = await browser.PressAsync("/admin/quarantine", $"value=\"{decision}\"");

            Assert.Equal((HttpStatusCode.SeeOther, $"/admin/quarantine?said={decision}{(decision == "release" ? "d" : "ed")}"), (status, to));
            Assert.Equal(decision == "release" ? 11 : 0, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
            Assert.Equal(decision == "release" ? 9 : 0, await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE gone_at IS NOT NULL"));
            Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM staged"));
            Assert.Equal("clinicaltrials SERT", await service.ReadAsync<string>("SELECT subject FROM audit WHERE actor = 'admin:anna' AND action IN ('released', 'discarded')"));
            Assert.Contains("Nothing waits for a decision", await browser.ReadAsync("/admin/quarantine"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_page_showed_is_not_decided_for_a_result_that_came_later()
    {
        await using var service = await HeldAsync(DatabaseKind.Sqlite);
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync("/admin/quarantine", "value=\"release\"", ("check", "another"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("waits no longer", page, StringComparison.Ordinal);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
    }

    private static Task<DateTimeOffset> NextAsync(TestService service) => NextAsync(service, service.Get<SourceRegistry>().All.Single(source => source.Description.Name.Value == "pubmed"));

    private static async Task<DateTimeOffset> NextAsync(TestService service, ITargetSource source) =>
        await service.Get<Timetable>().NextAsync(source, await service.Get<WatchStore>().GetAsync("SERT", "pubmed", Stop), Stop);

    // Nine of thirty are gone, one is new, one is suspended.
    private static async Task<TestService> HeldAsync(DatabaseKind database)
    {
        var service = await TestService.StartAsync(model => model.Trials.Add(Enumerable.Range(1, 30).Select(at => Studies.Study(at))), AdminBrowser.Configure, database: database);
        await service.CheckOneAsync(Studies.Source);
        service.Clock.Jump(TimeSpan.FromDays(1));
        foreach (var at in Enumerable.Range(1, 9)) service.Model.Trials.Delete(Studies.Number(at));
        service.Model.Trials.Add(Studies.Study(99, service.Model.Today));
        service.Model.Trials.Change(Studies.Number(20), trial => trial with { OverallStatus = "SUSPENDED" });
        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(0, full: true)).Outcome);
        return service;
    }
}
