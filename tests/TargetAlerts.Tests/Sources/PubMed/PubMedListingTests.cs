using System.Globalization;
using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>Only the first 9,999 hits of a query can be listed (SPEC.md section 4); what is asked is asked politely (section 8).</summary>
public sealed class PubMedListingTests
{
    private const int Large = 10_400;

    [Fact]
    public async Task More_hits_than_can_be_listed_are_listed_by_slices_of_days()
    {
        await using var service = await TestService.StartAsync(Fill);

        var baseline = await service.CheckOneAsync("pubmed");

        Assert.Equal((CheckOutcome.Baseline, Large, null), (baseline.Outcome, baseline.Seen, baseline.Reason));
        Assert.Equal(Large, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        var searches = service.Upstream.Log.Of(UpstreamSource.PubMed, "esearch");
        Assert.All(searches, request => Assert.Null(request["retstart"]));
        Assert.InRange(searches.Count, 3, 30);

        // The yearly maintenance touches everything on one day: that day is listed by day of entry.
        service.Clock.Jump(TimeSpan.FromDays(1));
        foreach (var article in service.Model.PubMed.Articles) service.Model.PubMed.Change(article.Pmid, paper => paper with { Status = "MEDLINE" });
        var flood = await service.CheckOneAsync("pubmed");
        Assert.Equal((CheckOutcome.Complete, Large, 0), (flood.Outcome, flood.Seen, flood.Added + flood.Updated + flood.Withdrawn));
    }

    [Fact]
    public async Task A_total_that_changes_between_the_slices_is_listed_again()
    {
        await using var service = await TestService.StartAsync(Fill);
        var grown = false;
        service.Upstream.Faults.Add(new(new(UpstreamSource.PubMed, "esearch", FromRequest: 2) { When = _ => Grow() }, FaultKind.SlowBody) { Pause = TimeSpan.Zero });

        var baseline = await service.CheckOneAsync("pubmed");

        Assert.Equal((CheckOutcome.Baseline, Large + 1), (baseline.Outcome, baseline.Seen));

        // Between the first count and the last slice a paper comes.
        bool Grow()
        {
            if (service.Upstream.Log.Of(UpstreamSource.PubMed, "esearch").Count == 3 && !grown)
            {
                grown = true;
                service.Model.PubMed.Add(Papers.Paper(90_000_000, new DateOnly(2026, 2, 20)));
            }
            return false;
        }
    }

    [Fact]
    public async Task Another_reading_of_the_query_is_told_when_it_is_seen_and_only_then()
    {
        await using var service = await Papers.KnownAsync();

        await service.CompleteAsync();
        Assert.Null(await NotesAsync());
        await service.TomorrowAsync();
        Assert.Null(await NotesAsync());

        service.Model.PubMed.Vocabulary.Forget("5-HT transporters");
        await service.TomorrowAsync();
        Assert.Contains("PubMed now reads the query differently", await NotesAsync(), StringComparison.Ordinal);
        await service.TomorrowAsync();
        Assert.DoesNotContain("differently", await NotesAsync(), StringComparison.Ordinal);

        Task<string?> NotesAsync() => service.ReadAsync<string?>("SELECT notes FROM watches WHERE source = 'pubmed'");
    }

    [Fact]
    public async Task Long_requests_are_posted_and_every_request_says_who_asks()
    {
        await using var service = await Papers.KnownAsync(model => model.PubMed.Add(Papers.Many(450, 5001)));
        var requests = service.Upstream.Log.Of(UpstreamSource.PubMed);

        Assert.All(requests, request =>
        {
            Assert.Equal(("pubmed", "TargetAlerts", "tests@example.org"), (request["db"], request["tool"], request["email"]));
            Assert.Contains("tests@example.org", request.UserAgent, StringComparison.Ordinal);
            Assert.Equal("tests@example.org", request.From);
            Assert.InRange(request.Path.Length, 1, 2100);
        });
        // Numbers of nine digits: two hundred make more than fit an address.
        service.Model.PubMed.Add(Enumerable.Range(100_000_001, 300).Select(pmid => Papers.Paper(pmid, service.Model.Today)));
        service.Upstream.Log.Clear();
        await service.CompleteAsync();
        var fetches = service.Upstream.Log.Of(UpstreamSource.PubMed, "efetch");
        Assert.All(fetches, request => Assert.InRange(request["id"]!.Split(',').Length, 1, 200));
        var full = Assert.Single(fetches, request => request["id"]!.Split(',').Length == 200);
        Assert.Equal(("POST", "/pubmed/entrez/eutils/efetch.fcgi", "TargetAlerts"), (full.Method, full.Path, full["tool"]));
    }

    [Fact]
    public async Task A_query_too_long_for_an_address_is_posted()
    {
        var target = TestTargets.Sert with { Names = [.. TestTargets.Sert.Names, .. Enumerable.Range(1, 80).Select(at => new TargetAlerts.Targets.TargetTerm($"made-up name number {at}"))] };
        await using var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Vocabulary.ReportsUnknown = false;
            model.PubMed.Add(Papers.Many(20));
        }, targets: [target]);

        Assert.Equal((CheckOutcome.Baseline, 20), (await service.CheckOneAsync("pubmed")) is var report ? (report.Outcome, report.Seen) : default);

        Assert.Equal("POST", Assert.Single(service.Upstream.Log.Of(UpstreamSource.PubMed, "esearch")).Method);
    }

    [Fact]
    public async Task The_pace_is_kept_and_the_key_is_told()
    {
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Papers.Many(1200)), options =>
        {
            options.Sources["pubmed"].RequestsPerSecond = 20;
            options.Sources["pubmed"].ApiKey = "made-up-key";
        });

        await service.CheckOneAsync("pubmed");

        var requests = service.Upstream.Log.Requests;
        Assert.Equal(7, requests.Count);
        Assert.All(requests, request => Assert.Equal("made-up-key", request["api_key"]));
        // Slots lie 50 ms apart; a request may be late in its own and the next one punctual.
        Assert.InRange((requests[^1].Time - requests[0].Time).TotalMilliseconds, 6 * 50 - 40, 60_000);
        Assert.DoesNotContain(requests.Zip(requests.Skip(2)), pair => pair.Second.Time - pair.First.Time < TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Without_a_setting_the_published_rates_are_kept()
    {
        var options = new ServiceOptions();
        double Rate(string? key)
        {
            options.Sources["pubmed"] = new() { ApiKey = key };
            return TargetAlerts.Sources.Http.SourceAccess.From(new("pubmed"), options, TargetAlerts.Sources.PubMed.PubMedSource.PublicUrl, 2.5, 8).RequestsPerSecond;
        }

        Assert.Equal((2.5, 8), (Rate(null), Rate("made-up-key")));
    }

    private static void Fill(UpstreamModel model) => model.PubMed.Add(Enumerable.Range(0, Large).Select(at =>
        Papers.Paper(1_000_001 + at, new DateOnly(2004, 1, 1).AddDays(at * 3 / 4)) with { Title = string.Create(CultureInfo.InvariantCulture, $"SLC6A4 made up {at}") }));
}
