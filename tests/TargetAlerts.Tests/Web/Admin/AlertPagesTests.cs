using System.Net;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Alerts of everybody: found, paused, resumed, removed, moved, exported; their owners are told.</summary>
public sealed class AlertPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task They_are_found_by_address_target_state_and_id_a_page_at_a_time(DatabaseKind database)
    {
        await using var service = await StartAsync(database);
        for (var at = 0; at < 52; at++) await service.AddAlertAsync(email: $"reader{at}@example.org");
        var other = await service.AddAlertAsync(request => request with { Targets = ["A_T"] }, "per%cent@example.com");
        await service.AddAlertAsync(request => request with { Targets = ["AxT"], Confirmed = false }, "third@example.com");
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var first = await browser.ReadAsync("/admin/alerts");
        Assert.Contains("50 alerts of 54 shown", first, StringComparison.Ordinal);
        Assert.DoesNotContain("third@example.com", first, StringComparison.Ordinal);
        Assert.Contains("4 alerts of 54 shown", await browser.ReadAsync("/admin/alerts?page=2"), StringComparison.Ordinal);
        foreach (var (query, count) in new[] { ("q=READER51@", 1), ("q=reader", 52), ("q=%25", 1), ("q=" + other, 1), ("state=pending", 1), ("target=A_T", 1), ("q=example.com&state=active", 1), ("q=nobody", 0), ("state=3", 54) })
        {
            Assert.True((await browser.ReadAsync("/admin/alerts?" + query)).Contains($" of {count} shown", StringComparison.Ordinal), query);
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Pausing_resuming_and_removing_is_done_noted_and_told_to_the_owner_once(DatabaseKind database)
    {
        await using var service = await StartAsync(database);
        var alert = await service.AddAlertAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        var path = $"/admin/alerts/{alert}";

        foreach (var (press, state, said) in new[] { ("pause", "paused", "was paused"), ("resume", "active", "was resumed"), ("remove", "removed", "was removed") })
        {
            var page = await browser.ReadAsync(path);
            Assert.Equal($"{path}?said={(press == "remove" ? "removed" : press + "d")}", (await browser.PressAsync(path, $"value=\"{press}\"")).To);
            Assert.Equal(state, await service.ReadAsync<string>("SELECT state FROM alerts"));
            Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM audit WHERE actor = 'admin:anna' AND action = '{(press == "remove" ? "removed" : press + "d")}' AND subject = '{alert}'"));
            var mails = await MailsAsync(service);
            Assert.Equal($"Your alert for SERT {said}", mails[^1].Subject);
            Assert.Equal(press != "remove", mails[^1].Text.Contains("/unsubscribe", StringComparison.Ordinal));
        }

        Assert.Equal(3, (await MailsAsync(service)).Count);
        // By the command line nobody is told, as before.
        var second = await service.AddAlertAsync(email: "ben@example.org");
        await service.Get<AlertLife>().RemoveAsync(second, Stop);
        Assert.Equal(3, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Another_address_gets_an_alert_of_its_own_that_it_must_confirm(DatabaseKind database)
    {
        await using var service = await StartAsync(database);
        var old = await service.AddAlertAsync(request => request with { Terms = ["sertraline"], Frequency = "daily", At = "07:30", TimeZone = "Europe/Berlin" });
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync($"/admin/alerts/{old}", "value=\"move\"", ("email", "ben@example"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("id=\"email-e\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ben@example\"", page, StringComparison.Ordinal);

        var to = (await browser.PressAsync($"/admin/alerts/{old}", "value=\"move\"", ("email", "ben@example.org"))).To!;

        var moved = await service.ReadAsync<string>("SELECT id FROM alerts WHERE state = 'pending'");
        Assert.Equal($"/admin/alerts/{moved}?said=moved", to);
        Assert.Equal("removed", await service.ReadAsync<string>($"SELECT state FROM alerts WHERE id = '{old}'"));
        Assert.Equal("Europe/Berlin 07:30 daily", await service.ReadAsync<string>($"SELECT zone || ' ' || at_local || ' ' || frequency FROM alerts WHERE id = '{moved}' AND wish LIKE '%sertraline%' AND confirmed_at IS NULL AND consent IS NULL"));
        Assert.Equal(["ada@example.org: Your alert for SERT was moved to another address", "ben@example.org: Please confirm your alert for SERT"], (await MailsAsync(service)).Select(mail => $"{mail.Headers["To"]}: {mail.Subject}").Order());
        Assert.DoesNotContain("ben@", (await MailsAsync(service)).Single(mail => mail.Headers["To"] == "ada@example.org").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unconfirmed_address_is_not_written_to_about_an_edit()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        var alert = await service.AddAlertAsync(request => request with { Confirmed = false });
        await using var browser = await AdminBrowser.SignedInAsync(service);

        await browser.PressAsync($"/admin/alerts/{alert}", "value=\"remove\"");

        Assert.Equal("removed", await service.ReadAsync<string>("SELECT state FROM alerts"));
        Assert.Equal(["confirmation"], await service.ListAsync<string>("SELECT kind FROM messages"));
    }

    [Fact]
    public async Task Who_wants_to_be_forgotten_is_told_nothing_more()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        var alert = await service.AddAlertAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        await browser.PressAsync($"/admin/alerts/{alert}", "value=\"pause\"");
        await service.Get<Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "INSERT INTO erasures (alert_id, actor, asked_at) SELECT id, 'subscriber', 0 FROM alerts"), Stop);

        Assert.Equal(0, (await service.DeliverAsync()).Sent);
        Assert.Equal("cancelled: its owner is forgotten", await service.ReadAsync<string>("SELECT state || ': ' || result FROM messages"));
    }

    [Fact]
    public async Task The_export_runs_as_no_formula()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        await service.AddAlertAsync(request => request with { Terms = ["=cmd|' /C calc'!A0", "say \"so\""] }, "=1+1@example.org");
        await service.AddAlertAsync(email: "ada@example.org");
        await using var browser = await AdminBrowser.SignedInAsync(service);

        using var answer = await browser.Client.GetAsync("/admin/alerts.csv?q=example.org", Stop);
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(3, lines.Length);
        var line = Assert.Single(lines, one => one.Contains("1+1", StringComparison.Ordinal));
        Assert.Contains(",\"'=1+1@example.org\",", line, StringComparison.Ordinal);
        Assert.Contains(",\"'=cmd|' /C calc'!A0; say \"\"so\"\"\",", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_may_name_no_more_targets_than_the_settings_allow_and_an_admin_may()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite, most: 2);
        await using var browser = await AdminBrowser.SignedInAsync(service);

        var (status, page, _) = await browser.PressAsync("/alert", "Set the alert</button>", ("email", "ada@example.org"), ("target", "SERT, A_T, AxT"), ("do", "set"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<p class=\"message\" id=\"target-e\">3 targets; an alert set here follows at most 2.</p>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.PressAsync("/alert", "Set the alert</button>", ("email", "ada@example.org"), ("target", "SERT, SLC6A4, A_T"), ("do", "set"))).Status);
        await service.AddAlertAsync(request => request with { Targets = ["SERT", "A_T", "AxT"] });
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM alerts"));
    }

    private static async Task<IReadOnlyList<ParsedMail>> MailsAsync(TestService service)
    {
        await service.DeliverAsync();
        return [.. Directory.GetFiles(service.Outbox, "*.eml").OrderBy(File.GetCreationTimeUtc).ThenBy(File.GetLastWriteTimeUtc).Select(ParsedMail.Read)];
    }

    private static Task<TestService> StartAsync(DatabaseKind database, int most = 20) => TestService.StartAsync(configure: options =>
    {
        AdminBrowser.Configure(options);
        options.Web.TargetsPerAlert = most;
    }, targets: [TestTargets.Sert, TestTargets.Drug("A_T", "firstine"), TestTargets.Drug("AxT", "secondine")], database: database);
}
