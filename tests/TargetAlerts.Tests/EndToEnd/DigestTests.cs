using System.Net;
using System.Text;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class DigestsOnSqlite() : DigestTests(DatabaseKind.Sqlite);

public sealed class DigestsOnPostgres() : DigestTests(DatabaseKind.Postgres);

public abstract class DigestTests(DatabaseKind database)
{
    private static readonly DateOnly Bulk = new(2025, 12, 1);

    [Fact]
    public async Task Filters_decide_what_an_alert_hears_of()
    {
        await using var service = await StartAsync();
        var all = await service.AddAlertAsync(email: "all@example.org");
        var papers = await service.AddAlertAsync(r => r with { Sources = ["pubmed"] }, "papers@example.org");
        var trials = await service.AddAlertAsync(r => r with { Kinds = ["trial"] }, "trials@example.org");
        var withdrawn = await service.AddAlertAsync(r => r with { Changes = ["withdrawn"] }, "withdrawn@example.org");
        var high = await service.AddAlertAsync(r => r with { Severities = ["high"] }, "high@example.org");
        var term = await service.AddAlertAsync(r => r with { Terms = ["zebrafish", "never said"] }, "term@example.org");
        var not = await service.AddAlertAsync(r => r with { NotTerms = ["zebrafish"] }, "not@example.org");
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today) with { Title = "The serotonin transporter of zebrafish, made up" });
        service.Model.PubMed.Add(Sample.Article(95_000_002, service.Model.Today) with { Title = "The serotonin transporter of mice, made up" });
        service.Model.Trials.Change(Sample.TrialNumber(1), trial => trial with { OverallStatus = trial.OverallStatus == "SUSPENDED" ? "TERMINATED" : "SUSPENDED" });

        await service.CheckAsync();
        var items = (await service.DigestNowAsync()).ToDictionary(digest => digest.Alert, digest => digest.Items);

        Assert.Equal(3, items[all]);
        Assert.Equal(2, items[papers]);
        Assert.Equal(1, items[trials]);
        Assert.Equal(0, items[withdrawn]);
        Assert.Equal(1, items[high]);
        Assert.Equal(1, items[term]);
        Assert.Equal(2, items[not]);
    }

    [Fact]
    public async Task Only_what_comes_after_confirming_counts()
    {
        await using var service = await StartAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        await service.CheckAsync();
        await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_002, service.Model.Today));
        await service.CheckAsync();

        Assert.Equal(1, Assert.Single(await service.DigestNowAsync()).Items);
    }

    [Fact]
    public async Task A_flood_fits_its_mail_and_can_be_read_whole_on_a_page()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Enumerable.Range(0, 300).Select(at => Sample.Article(95_000_001 + at, service.Model.Today) with { Title = $"Made-up paper {at} on the serotonin transporter" }));
        await service.CheckAsync();

        Assert.Equal(300, Assert.Single(await service.DigestNowAsync()).Items);
        await service.DeliverAsync();

        var file = Assert.Single(Directory.GetFiles(service.Outbox, "*.eml"));
        Assert.InRange(new FileInfo(file).Length, 20_000, 200 * 1024);
        var mail = ParsedMail.Read(file);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html), 80 * 1024, 90 * 1024);
        var link = mail.Text.Split('\n').Select(line => line.Trim()).Single(line => line.EndsWith("/digest#papers", StringComparison.Ordinal));
        Assert.Matches(@"PAPERS AND PREPRINTS +1–\d+ of 300\r?\n", mail.Text);
        Assert.Matches(@"… and \d+ more in the archived digest\r?\n", mail.Text);
        Assert.Equal(300, await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger WHERE state = 'told'"));
        await using var web = await service.ServeAsync();
        var page = await web.Client.GetAsync(new Uri(link).AbsolutePath, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, 300), at => Assert.Contains($"Made-up paper {at} on", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_link_of_a_captured_mail_read_three_times_changes_nothing_and_one_click_leaves_once()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync();
        var asked = await service.Get<TargetAlerts.Subscribers.AlertDesk>().AddAsync(new() { Emails = ["new@example.org"], Targets = ["SERT"] }, TestContext.Current.CancellationToken);
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        await service.CheckAsync();
        await service.DigestNowAsync();
        Assert.Equal(2, (await service.DeliverAsync()).Sent);
        var mails = Directory.GetFiles(service.Outbox, "*.eml").Select(ParsedMail.Read).ToList();
        await using var web = await service.ServeAsync();
        string[] ours = [.. mails.SelectMany(mail => Links(mail)).Where(link => link.StartsWith("http://127.0.0.1:5070/", StringComparison.Ordinal)).Distinct()];
        Assert.Contains(ours, link => link.EndsWith("/confirm", StringComparison.Ordinal));
        Assert.Contains(ours, link => link.EndsWith("/unsubscribe", StringComparison.Ordinal));

        var before = await StateAsync(service);
        foreach (var link in Enumerable.Repeat(ours, 3).SelectMany(links => links))
        {
            using var get = await web.Client.GetAsync(new Uri(link).PathAndQuery, TestContext.Current.CancellationToken);
            using var head = await web.Client.SendAsync(new(HttpMethod.Head, new Uri(link).PathAndQuery), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        }
        Assert.Equal(before, await StateAsync(service));

        var unsubscribe = new Uri(mails.Select(mail => mail.Headers.GetValueOrDefault("List-Unsubscribe")).Single(link => link is not null)!.Trim('<', '>')).PathAndQuery;
        using var urlencoded = await web.Client.PostAsync(unsubscribe, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), TestContext.Current.CancellationToken);
        using var multipart = await web.Client.PostAsync(unsubscribe, new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (urlencoded.StatusCode, multipart.StatusCode));
        Assert.Equal("left", await service.ReadAsync<string>($"SELECT state FROM alerts WHERE id = '{alert}'"));
        Assert.Equal("pending", await service.ReadAsync<string>($"SELECT state FROM alerts WHERE id = '{asked[0].Id}'"));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'left'"));
    }

    [Fact]
    public async Task Two_makers_at_once_make_one_digest()
    {
        await using var service = await StartAsync();
        var id = await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        await service.CheckAsync();
        var alert = (await service.Get<TargetAlerts.Storage.AlertStore>().FindAsync(id, TestContext.Current.CancellationToken))!;
        var due = TargetAlerts.Scheduling.DigestDue.Now(alert, null, 1, service.Clock.GetUtcNow());

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Get<TargetAlerts.Digests.DigestMaker>().MakeAsync(alert, due, TestContext.Current.CancellationToken)));

        Assert.Single(made, report => report is not null);
        Assert.Equal((1, 1, 1), (await service.ReadAsync<int>("SELECT COUNT(*) FROM digests"), await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"), await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger")));
    }

    [Fact]
    public async Task A_source_that_could_not_be_checked_is_named_in_the_mail()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "version"), TargetAlerts.Upstreams.Faults.FaultKind.Status, TargetAlerts.Upstreams.Faults.Fault.Always) { Status = 503 });

        await service.CheckAsync();
        await service.DigestNowAsync();
        await service.DeliverAsync();

        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));
        Assert.Contains("ClinicalTrials.gov could not be checked since 3 Mar 2026", mail.Text, StringComparison.Ordinal);
        Assert.Contains("503", mail.Text, StringComparison.Ordinal);
        Assert.Contains("re-read", mail.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 sources", mail.Text, StringComparison.Ordinal);
    }

    private async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(30, 1, Bulk));
            model.Trials.Add(Sample.Trials(20, 1, Bulk));
        }, database: database);
        await service.CheckAsync();
        return service;
    }

    private static IEnumerable<string> Links(ParsedMail mail) =>
        mail.Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("http", StringComparison.Ordinal));

    private static async Task<string> StateAsync(TestService service) => string.Join("\n",
        await service.ListAsync<string>("SELECT id || state || COALESCE(confirmed_at, 0) FROM alerts UNION ALL SELECT action || at FROM audit UNION ALL SELECT id || state FROM messages ORDER BY 1"));
}
