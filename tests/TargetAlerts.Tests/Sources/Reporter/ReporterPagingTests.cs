using System.Text.Json.Nodes;
using TargetAlerts.Checks;
using TargetAlerts.Sources.Reporter;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Reporter;

/// <summary>Searches, pages and what may be spelled otherwise (SPEC.md, "Body" and "Paging and limits").</summary>
public sealed class ReporterPagingTests
{
    [Fact]
    public async Task An_unchanged_check_costs_one_request()
    {
        await using var service = await Awards.KnownAsync();
        service.Upstream.Log.Clear();

        Assert.Equal(CheckOutcome.Complete, (await service.AwardedAsync()).Outcome);

        Assert.Single(service.Upstream.Log.Requests);
    }

    [Fact]
    public void The_search_is_for_safe_names_and_never_empty()
    {
        var query = ReporterQuery.For(TestTargets.Sert)! with { From = new(2026, 2, 16), To = new(2026, 3, 3) };
        var criteria = JsonNode.Parse(query.Body(ReporterSpelling.All[0], 0, 500))!["criteria"]!;

        Assert.StartsWith("SLC6A4 OR \"serotonin transporter\" OR ", (string)criteria["advanced_text_search"]!["search_text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("\"HTT\"", query.Text, StringComparison.Ordinal);
        Assert.Equal("""{"from_date":"2026-02-16","to_date":"2026-03-03"}""", criteria["date_added"]!.ToJsonString());
        Assert.Null(ReporterQuery.For(new DrugTarget { Symbol = "X", Name = "made up" }));
    }

    [Fact]
    public async Task Pages_are_followed_to_the_last_row()
    {
        await using var service = await Awards.KnownAsync(1200);

        Assert.Equal(1200, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.Equal(3, service.Upstream.Log.Requests.Count);
    }

    [Fact]
    public async Task More_than_can_be_listed_is_asked_for_year_by_year()
    {
        await using var service = await Awards.KnownAsync(15_100, model => model.Reporter.Add(Enumerable.Range(1, 7_600).Select(at => Awards.Award(at) with { FiscalYear = 2025 })));

        Assert.Equal(15_100, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    [Theory]
    [InlineData(FaultKind.RepeatedPage)]
    [InlineData(FaultKind.MissingPage)]
    [InlineData(FaultKind.MissingRecords)]
    [InlineData(FaultKind.EmptyTotal)]
    [InlineData(FaultKind.ChangingTotal)]
    public async Task A_second_page_that_is_wrong_makes_the_whole_answer_worth_nothing(FaultKind kind)
    {
        await using var service = await Awards.KnownAsync(620);
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Reporter, "search", FromRequest: 2), kind, Fault.Always));

        Assert.Equal(CheckOutcome.Unavailable, (await service.AwardedAsync(0, full: true)).Outcome);

        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task Where_a_spelling_is_refused_the_next_is_tried_and_kept()
    {
        await using var service = await TestService.StartAsync(model =>
        {
            model.Reporter.Add(Awards.Award(1));
            model.Reporter.SearchFields = ["projecttitle", "abstracttext"];
            model.Reporter.DateCriteria = ["award_notice_date"];
        }, sources: [UpstreamSource.Reporter]);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Awards.Source)).Outcome);
        service.Model.Reporter.Add(Awards.Award(2, service.Model.Today));

        await service.AwardedAsync();
        service.Upstream.Log.Clear();
        await service.AwardedAsync();

        Assert.Equal(["added"], await service.ToldAsync(Awards.Id(2)));
        Assert.Equal([200], service.Upstream.Log.Requests.Select(request => request.Status));
    }

    [Fact]
    public async Task Where_every_spelling_is_refused_it_is_unavailable()
    {
        await using var service = await Awards.KnownAsync();
        service.Model.Reporter.SearchFields = [];

        var report = await service.AwardedAsync();

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Contains("is not a search field", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_without_a_safe_name_is_an_empty_answer_that_says_so()
    {
        await using var service = await TestService.StartAsync(targets: [new DrugTarget { Symbol = "X", Name = "made up" }], sources: [UpstreamSource.Reporter]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Awards.Source)).Outcome);

        Assert.Empty(service.Upstream.Log.Requests);
        Assert.Equal("the target has no name that is safe to search", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }
}
