using System.Net;
using TargetAlerts.Storage;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Deliveries, suppressions and the audit through the pages.</summary>
public sealed class DeliveryPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_digest_is_listed_with_its_result_and_sent_again_byte_for_byte(DatabaseKind database)
    {
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(5, 1, new DateOnly(2025, 12, 1))), AdminBrowser.Configure, database: database);
        await service.CheckAsync();
        var alert = await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today) with { Title = "Made-up news of the serotonin transporter" });
        await service.CheckAsync();
        await service.DigestNowAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        Assert.Contains("waiting, next due now", await browser.ReadAsync("/admin/deliveries?state=waiting"), StringComparison.Ordinal);
        await service.DeliverAsync();

        var page = await browser.ReadAsync("/admin/deliveries");
        Assert.Contains("Digest No. 1", page, StringComparison.Ordinal);
        Assert.Contains("a&#x2026;@example.org", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", page, StringComparison.Ordinal);
        Assert.Contains("No mail of this choice", await browser.ReadAsync("/admin/deliveries?state=failed"), StringComparison.Ordinal);
        Assert.Contains("No. 1, sent", await browser.ReadAsync("/admin/alerts"), StringComparison.Ordinal);

        Assert.Equal("/admin/deliveries?said=resent", (await browser.PressAsync("/admin/deliveries?alert=" + alert, "Resend Digest No. 1")).To);
        Assert.Equal(1, (await service.DeliverAsync()).Sent);
        Assert.Equal((2, 1), (await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"), await service.ReadAsync<int>("SELECT COUNT(DISTINCT message_id) FROM messages")));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE actor = 'admin:anna' AND action = 'resent'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_suppression_shows_no_address_and_is_lifted_by_typing_it(DatabaseKind database)
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure, database: database);
        await service.Get<Bounces>().SuppressAsync("Ada@example.org", "550 5.1.1 <ada@example.org> unknown", Stop);
        await using var browser = await AdminBrowser.SignedInAsync(service);
        var page = await browser.ReadAsync("/admin/deliveries");
        Assert.Contains("550 5.1.1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page, StringComparison.OrdinalIgnoreCase);

        var (status, refused, _) = await browser.PressAsync("/admin/deliveries", "Lift</button>", ("email", "ben@example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("That address is not suppressed", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"ben@example.org\"", refused, StringComparison.Ordinal);

        Assert.Equal("/admin/deliveries?said=lifted", (await browser.PressAsync("/admin/deliveries", "Lift</button>", ("email", "ada@EXAMPLE.org"))).To);
        Assert.False(await service.Get<Bounces>().IsSuppressedAsync("ada@example.org", Stop));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE actor || action || subject || COALESCE(detail, '') LIKE '%example.org%'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_audit_is_paged_and_filtered(DatabaseKind database)
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure, database: database);
        for (var at = 0; at < 60; at++)
        {
            service.Clock.Jump(TimeSpan.FromSeconds(1));
            await service.Get<AlarmStore>().AddAsync($"subject-{at}", "100 % made up, of ada@example.org", Stop);
        }
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var first = await browser.ReadAsync("/admin/audit?action=alarm");
        Assert.Contains("subject-59<", first, StringComparison.Ordinal);
        Assert.DoesNotContain("subject-9<", first, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", first, StringComparison.Ordinal);
        Assert.Contains("href=\"?action=alarm&amp;page=2\"", first, StringComparison.Ordinal);
        Assert.Contains("subject-9<", await browser.ReadAsync("/admin/audit?action=alarm&page=2"), StringComparison.Ordinal);
        var one = await browser.ReadAsync("/admin/audit?q=SUBJECT-17");
        Assert.Contains("subject-17<", one, StringComparison.Ordinal);
        Assert.DoesNotContain("subject-18<", one, StringComparison.Ordinal);
        Assert.Contains("Nothing of this choice", await browser.ReadAsync("/admin/audit?q=100_%25"), StringComparison.Ordinal);
        Assert.Contains("subject-59", await browser.ReadAsync("/admin"), StringComparison.Ordinal);
    }
}
