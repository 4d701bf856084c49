using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>Pages, their tokens, the gate and the cursor (SPEC.md, "Paging" and "Overlap").</summary>
public sealed class TrialPagingTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Data_that_move_between_pages_are_read_from_the_first_again_three_times_at_most(int moves, bool complete)
    {
        await using var service = await TestService.StartAsync(model => model.Trials.Add(Enumerable.Range(1, 620).Select(at => Studies.Study(at))));
        var moved = 0;
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "studies") { When = Move }, FaultKind.Silence));

        var report = await service.CheckOneAsync(Studies.Source);

        Assert.Equal(complete ? CheckOutcome.Baseline : CheckOutcome.Unavailable, report.Outcome);
        Assert.Equal(complete ? 620 + moves : 0, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        if (complete) Assert.Equal(620 + moves, report.Seen);

        // Before each second page is served, a trial arrives at the front of the list and pushes the others on.
        bool Move(LoggedRequest request)
        {
            if (request["pageToken"] is not null && moved < moves) service.Model.Trials.Add(Studies.Study(1000 + moved++, new DateOnly(2020, 1, 1)));
            return false;
        }
    }

    [Theory]
    [InlineData(FaultKind.RepeatedPage)]
    [InlineData(FaultKind.MissingPage)]
    [InlineData(FaultKind.MissingRecords)]
    [InlineData(FaultKind.EmptyTotal)]
    [InlineData(FaultKind.CutBody)]
    public async Task A_second_page_that_is_wrong_makes_the_whole_answer_worth_nothing(FaultKind kind)
    {
        await using var service = await Studies.KnownAsync(620);
        service.Model.Trials.Change(Studies.Number(3), trial => trial with { OverallStatus = "COMPLETED" });
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "studies") { When = request => request["pageToken"] is not null }, kind, Fault.Always));

        var report = await service.CheckOneAsync(Studies.Source, full: true);

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        await service.NextAsync(0.1);
        Assert.Equal(["updated: status"], await service.ToldAsync(Studies.Number(3)));
    }

    [Fact]
    public async Task Data_that_have_not_moved_cost_one_request()
    {
        await using var service = await Studies.KnownAsync();
        service.Upstream.Log.Clear();

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Studies.Source)).Outcome);

        Assert.Equal(["version"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
    }

    [Fact]
    public async Task The_cursor_is_the_latest_day_seen_and_never_beyond_the_data()
    {
        await using var service = await Studies.KnownAsync();
        Assert.Equal("2025-11-01", await CursorAsync(service));

        service.Model.Trials.Change(Studies.Number(1), trial => trial with { Phases = ["PHASE3"] });
        await service.NextAsync(1);
        Assert.Equal("2026-03-03", await CursorAsync(service));
        // A day without news moves nothing; a day in the future does not blind the watch.
        await service.NextAsync(1);
        Assert.Equal("2026-03-03", await CursorAsync(service));
        service.Model.Trials.Change(Studies.Number(2), trial => trial with { Phases = ["PHASE3"] }, new DateOnly(2031, 1, 1));
        await service.NextAsync(1);
        Assert.Equal("2026-03-06", await CursorAsync(service));
    }

    [Fact]
    public async Task Nothing_found_at_all_is_an_answer_but_what_was_missed_by_it_is_found_later()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Add(Studies.Study(40, service.Model.Today));
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "studies"), FaultKind.EmptyTotal, Fault.Always));
        Assert.Equal((CheckOutcome.Complete, 0), await service.NextAsync(0) is var empty ? (empty.Outcome, empty.Seen) : default);
        Assert.Equal("2025-11-01", await CursorAsync(service));
        service.Upstream.Faults.Clear();

        await service.NextAsync(1);

        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(40)));
    }

    [Fact]
    public async Task An_empty_full_listing_is_held_back()
    {
        await using var service = await Studies.KnownAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "studies"), FaultKind.EmptyTotal, Fault.Always));

        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(7)).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task The_week_before_the_cursor_is_asked_again()
    {
        await using var service = await Studies.KnownAsync(fill: model => model.Trials.Add(Studies.Study(30, new DateOnly(2026, 3, 1))));
        service.Model.Trials.Add(Studies.Study(31, new DateOnly(2026, 2, 23)));

        await service.NextAsync(1);

        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(31)));
        Assert.Contains("RANGE[2026-02-22,MAX]", service.Upstream.Log.Of(UpstreamSource.ClinicalTrials, "studies")[^1]["filter.advanced"], StringComparison.Ordinal);
    }

    private static Task<string> CursorAsync(TestService service) => service.ReadAsync<string>("SELECT cursor FROM watches WHERE source = 'clinicaltrials'");
}
