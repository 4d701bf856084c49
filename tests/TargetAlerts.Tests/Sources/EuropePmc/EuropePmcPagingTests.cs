using System.Text;
using TargetAlerts.Checks;
using TargetAlerts.Sources.EuropePmc;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>Searches, pages and their marks (SPEC.md sections 3, 4 and 9).</summary>
public sealed class EuropePmcPagingTests
{
    [Fact]
    public async Task An_unchanged_check_costs_one_request_a_search()
    {
        await using var service = await Rows.KnownAsync();
        Assert.Equal(2, service.Upstream.Log.Requests.Count);
        service.Upstream.Log.Clear();

        Assert.Equal((CheckOutcome.Complete, 0), await service.NextAsync() is var report ? (report.Outcome, report.Added + report.Updated + report.Withdrawn) : default);

        Assert.Equal(2, service.Upstream.Log.Requests.Count);
        var query = service.Upstream.Log.Requests[0]["query"];
        Assert.Contains("FIRST_IDATE:[2026-02-23 TO 2026-03-04] OR UPDATE_DATE:[2026-02-16 TO 2026-03-04]", query, StringComparison.Ordinal);
        Assert.Contains("(SRC:PPR OR SRC:PMC OR SRC:PAT)", query, StringComparison.Ordinal);
        Assert.Equal("tests@example.org", service.Upstream.Log.Requests[0]["email"]);
    }

    [Fact]
    public void No_search_has_many_alternatives_and_no_word_is_without_a_field()
    {
        var searches = EuropePmcQuery.For(TestTargets.Sert, patents: true);

        Assert.Equal(2, searches.Count);
        Assert.All(searches, search => Assert.InRange(search.Split(" OR ").Length, 2, 20));
        Assert.Contains("""((TITLE_ABS:"SERT" OR TITLE_ABS:"5-HTT" OR TITLE_ABS:"5HTT") AND (TITLE_ABS:"serotonin" OR""", searches[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"HTT\"", string.Concat(searches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_followed_to_the_last_row()
    {
        await using var service = await Rows.KnownAsync(1030);

        Assert.Equal(1032, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.Equal(4, service.Upstream.Log.Requests.Count);
    }

    [Theory]
    [InlineData(FaultKind.RepeatedPage)]
    [InlineData(FaultKind.MissingPage)]
    [InlineData(FaultKind.MissingRecords)]
    [InlineData(FaultKind.EmptyTotal)]
    [InlineData(FaultKind.ChangingTotal)]
    [InlineData(FaultKind.CutBody)]
    public async Task A_second_page_that_is_wrong_makes_the_whole_answer_worth_nothing(FaultKind kind)
    {
        await using var service = await Rows.KnownAsync(620);
        service.Model.EuropePmc.Change(Rows.Preprint(1).Key, row => row with { Version = 2 });
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.EuropePmc, "search") { When = request => request["cursorMark"] != "*" }, kind, Fault.Always));

        Assert.Equal(CheckOutcome.Unavailable, (await service.NextAsync(0, full: true)).Outcome);

        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        await service.NextAsync();
        Assert.Equal(["updated: version"], await service.ToldAsync(Rows.PreprintId(1)));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task An_answer_of_a_version_only_is_asked_for_again_four_times(int times, bool complete)
    {
        await using var service = await Rows.KnownAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.EuropePmc, "search"), FaultKind.Rewritten, times) { Rewrite = _ => Encoding.UTF8.GetBytes("""{"version":"6.9"}""") });

        Assert.Equal(complete ? CheckOutcome.Complete : CheckOutcome.Unavailable, (await service.NextAsync()).Outcome);
    }

    [Fact]
    public async Task A_row_or_two_that_are_announced_and_not_to_be_had_are_noted_and_nothing_is_called_missing()
    {
        await using var service = await Rows.KnownAsync(170);
        service.Model.EuropePmc.Undelivered = 2;
        service.Model.EuropePmc.Delete(Rows.Preprint(1).Key);

        for (var day = 0; day < 3; day++) Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(1, full: true)).Outcome);

        Assert.Contains("of the records it announced could not be had", await service.ReadAsync<string>("SELECT notes FROM watches"), StringComparison.Ordinal);
        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_target_without_a_safe_name_is_an_empty_answer_that_says_so()
    {
        await using var service = await TestService.StartAsync(targets: [new DrugTarget { Symbol = "X", Name = "made up", Names = [new("X", TermUse.Never)] }], sources: [UpstreamSource.EuropePmc]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Rows.Source)).Outcome);

        Assert.Empty(service.Upstream.Log.Requests);
        Assert.Equal("the target has no name that is safe to search", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }

    [Fact]
    public async Task A_long_search_is_posted()
    {
        var target = new DrugTarget { Symbol = "X", Name = "made up", Names = [.. Enumerable.Range(1, 16).Select(at => new TargetTerm($"{new string('x', 400)} made-up name {at}"))] };
        await using var service = await TestService.StartAsync(targets: [target], sources: [UpstreamSource.EuropePmc]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Rows.Source)).Outcome);

        Assert.Equal("POST", Assert.Single(service.Upstream.Log.Requests).Method);
    }
}
