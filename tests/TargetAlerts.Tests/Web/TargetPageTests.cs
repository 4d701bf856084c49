using System.Net;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web;

/// <summary>The page of a target over what real checks stored.</summary>
public sealed class TargetPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_counts_changes_coverage_and_exports_and_filters_live_in_the_address()
    {
        await using var service = await WithNewsAsync();
        await using var pages = await service.ServeAsync();

        var page = await pages.Client.GetStringAsync("/targets/sert", Stop);
        Assert.Contains("Trial terminated", page, StringComparison.Ordinal);
        Assert.Contains("<del>Recruiting</del>", page, StringComparison.Ordinal);
        Assert.Contains("Made-up news", page, StringComparison.Ordinal);
        Assert.Contains("checked up to", page, StringComparison.Ordinal);
        Assert.Contains("HTT is not searched", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);

        // A timeline says of each line what it is; in a mail the section does.
        Assert.Contains("<b>New paper</b>", page, StringComparison.Ordinal);

        var trials = await pages.Client.GetStringAsync("/targets/SERT?kind=trial&severity=high", Stop);
        Assert.Contains("Trial terminated", trials, StringComparison.Ordinal);
        Assert.DoesNotContain("Made-up news", trials, StringComparison.Ordinal);
        Assert.Contains("changes.csv?kind=trial&amp;severity=high", trials, StringComparison.Ordinal);

        var csv = (await pages.Client.GetStringAsync("/targets/SERT/changes.csv?kind=trial", Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, csv.Length);
        Assert.Contains($"\"updated\",\"high\",\"trial\",\"clinicaltrials\",\"{Sample.TrialNumber(2)}\"", csv[1], StringComparison.Ordinal);
        var ris = await pages.Client.GetStringAsync("/targets/SERT/changes.ris?kind=publication", Stop);
        Assert.StartsWith("TY  - JOUR\r\nTI  - Made-up news", ris, StringComparison.Ordinal);
        Assert.EndsWith("ER  - \r\n", ris, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_box_goes_to_a_followed_target_and_says_what_is_not_followed()
    {
        await using var service = await WithNewsAsync();
        await using var pages = await service.ServeAsync();

        foreach (var text in new[] { "SERT", "P31645", "serotonin transporter" })
        {
            using var found = await pages.Client.GetAsync("/?q=" + Uri.EscapeDataString(text), Stop);
            Assert.Equal((HttpStatusCode.Found, "/targets/SERT"), (found.StatusCode, found.Headers.Location!.ToString()));
        }
        Assert.Contains("EGFR&lt;b&gt;", await pages.Client.GetStringAsync("/?q=EGFR%3Cb%3E", Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync("/targets/EGFR", Stop)).StatusCode);
    }

    private static async Task<TestService> WithNewsAsync()
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(20, 1, new DateOnly(2025, 12, 1)));
            model.Trials.Add(Sample.Trials(20, 1, new DateOnly(2025, 12, 1)).Select(trial => trial with { OverallStatus = "RECRUITING" }));
        });
        await service.CheckAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today) with { Title = "Made-up news of the serotonin transporter" });
        service.Model.Trials.Change(Sample.TrialNumber(2), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Slow recruitment (made up)" });
        await service.CheckAsync();
        return service;
    }
}
