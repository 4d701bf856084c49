using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.EndToEnd;

public sealed class StraightLineOnSqlite() : StraightLineTests(DatabaseKind.Sqlite);

public sealed class StraightLineOnPostgres() : StraightLineTests(DatabaseKind.Postgres);

public abstract class StraightLineTests(DatabaseKind database)
{
    private static readonly DateOnly Bulk = new(2025, 12, 1);

    [Fact]
    public async Task A_baseline_is_silent_and_the_news_after_it_is_one_mail_of_four_items()
    {
        // Through a real relay where there is one, else into the pickup folder.
        await using var postfix = PostfixServer.IsInstalled ? await PostfixServer.StartAsync() : null;
        await using var service = await TestService.StartAsync(Fill, options =>
        {
            if (postfix is not null) (options.Mail.Host, options.Mail.Port, options.Mail.Security) = ("127.0.0.1", postfix.Port, MailSecurity.None);
        }, database: database);
        var baseline = await service.CheckAsync();
        Assert.All(baseline, report => Assert.Equal((CheckOutcome.Baseline, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn)));
        Assert.Equal(500, baseline.Single(report => report.Source == "clinicaltrials").Seen);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        await service.AddAlertAsync();

        service.Clock.Jump(TimeSpan.FromDays(1));
        var news = News(service);
        var checks = await service.CheckAsync();
        Assert.All(checks, report => Assert.Equal(CheckOutcome.Complete, report.Outcome));
        Assert.Equal((1, 2, 1), (checks.Sum(report => report.Added), checks.Sum(report => report.Updated), checks.Sum(report => report.Withdrawn)));

        var digest = Assert.Single(await service.DigestNowAsync());
        Assert.Equal((4, "ready", 1), (digest.Items, digest.State, digest.Number));
        Assert.Equal(1, (await service.DeliverAsync()).Sent);
        if (postfix is not null) await postfix.UntilDeliveredAsync(1);
        var mail = ParsedMail.Read(Assert.Single(postfix?.Delivered ?? Directory.GetFiles(service.Outbox, "*.eml")));
        Assert.Contains(" · 4 items, ", mail.Subject, StringComparison.Ordinal);
        foreach (var link in news) Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains("Recruiting → Terminated", mail.Text, StringComparison.Ordinal);
        Assert.Contains("“Slow recruitment (made up)”", mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 → 3", mail.Text, StringComparison.Ordinal);
        Assert.Contains("PAPER RETRACTED", mail.Text, StringComparison.Ordinal);
        Assert.Matches("<span class=\"high\"[^>]* title=\"PHASE3\"[^>]*>3</span>", mail.Html);
        Assert.Matches("class=\"hl\"[^>]*>serotonin transporter<", mail.Html);

        // Nothing is told twice.
        await service.CheckAsync();
        Assert.Equal("empty", Assert.Single(await service.DigestNowAsync()).State);
    }

    [Fact]
    public async Task An_unchanged_recheck_costs_a_handful_of_requests_and_writes_no_record()
    {
        await using var service = await TestService.StartAsync(Fill, database: database);
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        var before = await service.ListAsync<string>("SELECT source || id || content || changed_at FROM records ORDER BY 1");
        service.Upstream.Log.Clear();

        var checks = await service.CheckAsync();

        Assert.All(checks, report => Assert.Equal((CheckOutcome.Complete, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn)));
        Assert.InRange(service.Upstream.Log.Requests.Count, 2, 8);
        Assert.Equal(before, await service.ListAsync<string>("SELECT source || id || content || changed_at FROM records ORDER BY 1"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", service.Upstream.Log.Requests.Select(request => $"{request.Source} {request.Endpoint}")));
    }

    private static void Fill(UpstreamModel model)
    {
        model.PubMed.Add(Sample.Articles(2_000, 1, Bulk));
        model.Trials.Add(Sample.Trials(500, 1, Bulk));
        // Two trials whose later fate the test knows.
        model.Trials.Change(Sample.TrialNumber(1), trial => trial with { OverallStatus = "RECRUITING", WhyStopped = null }, Bulk);
        model.Trials.Change(Sample.TrialNumber(2), trial => trial with { Phases = ["PHASE2"] }, Bulk);
    }

    private static string[] News(TestService service)
    {
        var today = service.Model.Today;
        var pubmed = service.Model.PubMed;
        var old = pubmed.Articles.First(article => article.Pmid != Sample.FirstPmid && article.Title.Contains("serotonin transporter", StringComparison.OrdinalIgnoreCase));
        var added = Sample.Article(95_000_001, today) with { Title = "A new made-up paper on the serotonin transporter" };
        pubmed.Add(added);
        pubmed.Change(old.Pmid, article => article with
        {
            PublicationTypes = [.. article.PublicationTypes, "Retracted Publication"],
            Links = [.. article.Links, new("RetractionIn", null, "J Made Up Results. 2026;1:1")],
        });
        service.Model.Trials.Change(Sample.TrialNumber(1), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Slow recruitment (made up)" });
        service.Model.Trials.Change(Sample.TrialNumber(2), trial => trial with { Phases = ["PHASE3"] });
        service.Model.Trials.ChangeCosmetically(Sample.TrialNumber(3));
        pubmed.ChangeCosmetically(pubmed.Articles.Last(article => article.Pmid != added.Pmid && article.Pmid != old.Pmid).Pmid);
        return
        [
            $"https://pubmed.ncbi.nlm.nih.gov/{added.Pmid}/", $"https://pubmed.ncbi.nlm.nih.gov/{old.Pmid}/",
            $"https://clinicaltrials.gov/study/{Sample.TrialNumber(1)}", $"https://clinicaltrials.gov/study/{Sample.TrialNumber(2)}",
        ];
    }
}
