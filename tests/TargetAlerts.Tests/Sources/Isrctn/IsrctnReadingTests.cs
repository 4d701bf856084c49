using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Isrctn;

namespace TargetAlerts.Tests.Sources.Isrctn;

/// <summary>Spans, cursor, faults and what becomes of a trial that is gone.</summary>
public sealed class IsrctnReadingTests(IsrctnReadingTests.Stage stage) : IClassFixture<IsrctnReadingTests.Stage>
{
    public static TheoryData<FaultCase> Lasting => [.. FaultPlay.Framing.Concat([FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.RepeatedPage]).Select(Case),
        .. new[] { 400, 403, 404, 429, 500, 503 }.Select(status => new FaultCase(UpstreamSource.Isrctn, "query", FaultKind.Status, status))];

    public static TheoryData<FaultCase> Passing => [.. FaultPlay.Framing.Except([FaultKind.HugeGzip]).Select(Case), .. new[] { 429, 500, 503 }.Select(status => new FaultCase(UpstreamSource.Isrctn, "query", FaultKind.Status, status))];

    [Theory, MemberData(nameof(Lasting))]
    public Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen);

    [Theory, MemberData(nameof(Passing))]
    public Task A_fault_that_passes_is_tried_again_in_the_same_check(FaultCase fault) => FaultPlay.PassesAsync(stage.Service, fault, stage.Happen);

    [Fact]
    public Task A_hundred_malformed_bodies_move_nothing() => FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.Isrctn, "query", 34, stage.Happen);

    [Fact]
    public async Task A_day_without_news_costs_one_request_that_asks_from_a_week_before_the_latest_edit()
    {
        await using var service = await Trials.KnownAsync();
        Assert.Equal(["0", "150"], service.Upstream.Log.Requests.Select(request => request["limit"]));
        service.Upstream.Log.Clear();

        Assert.Equal((CheckOutcome.Complete, 0), Ended(await service.NextAsync()));

        var asked = Assert.Single(service.Upstream.Log.Requests)["q"];
        Assert.Contains("sertraline OR ", asked, StringComparison.Ordinal);
        Assert.Contains("\"serotonin transporter\"", asked, StringComparison.Ordinal);
        Assert.Contains(") AND lastEdited GE 2025-10-25T00:00:00.000Z AND lastEdited LT ", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_much_for_one_answer_is_read_in_spans()
    {
        await using var service = await Trials.KnownAsync(620);
        Assert.Equal(620, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        Assert.All(service.Upstream.Log.Requests, request => Assert.True(request["limit"] is "0" or "150"));
        for (var at = 1; at <= 200; at++) service.Edit(at, trial => trial with { Phase = "Phase III" });

        var report = await service.NextAsync();

        Assert.Equal((CheckOutcome.Complete, 200), Ended(report));
    }

    [Theory]
    [InlineData(FaultKind.MissingRecords)]
    [InlineData(FaultKind.EmptyTotal)]
    [InlineData(FaultKind.WrongTotal)]
    public async Task A_span_that_is_wrong_makes_the_whole_reading_worth_nothing(FaultKind kind)
    {
        await using var service = await Trials.KnownAsync(200);
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Isrctn) { When = request => request["limit"] == "150" }, kind, Fault.Always));

        Assert.Equal(CheckOutcome.Unavailable, (await service.NextAsync(0, full: true)).Outcome);

        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task A_trial_that_is_gone_twice_a_day_apart_is_withdrawn_once_and_only_beside_others_that_came()
    {
        await using var service = await Trials.KnownAsync();
        service.Model.Isrctn.Delete(IsrctnModel.Number(1));
        await service.NextAsync(31);
        Assert.Empty(await service.ToldAsync(Trials.Id(1)));

        await service.NextAsync();

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Trials.Id(1)));
        for (var month = 0; month < 2; month++) Assert.Equal((CheckOutcome.Complete, 0), Ended(await service.NextAsync(31)));
    }

    [Fact]
    public async Task Where_the_search_knows_no_numbers_nothing_is_thought_gone()
    {
        await using var service = await Trials.KnownAsync();
        service.Model.Isrctn.Delete(IsrctnModel.Number(1));
        service.Upstream.Faults.Add(new(new(UpstreamSource.Isrctn) { When = request => request["q"]!.StartsWith("ISRCTN", StringComparison.Ordinal) }, FaultKind.EmptyTotal, Fault.Always));

        for (var month = 0; month < 3; month++) Assert.Equal((CheckOutcome.Complete, 0), Ended(await service.NextAsync(31)));
    }

    [Fact]
    public async Task A_trial_that_cannot_be_read_is_set_aside_and_told_when_it_can()
    {
        await using var service = await Trials.KnownAsync(150);
        service.Model.Isrctn.Add(Trials.Trial(300) with { Untitled = true });
        Assert.Equal((CheckOutcome.Complete, 0), Ended(await service.NextAsync()));
        Assert.Equal([Trials.Id(300)], await service.ListAsync<string>("SELECT id FROM set_aside"));
        service.Edit(300, trial => trial with { Untitled = false });

        Assert.Equal((CheckOutcome.Complete, 1), Ended(await service.NextAsync()));
    }

    [Fact]
    public async Task An_empty_full_listing_is_held_back()
    {
        await using var service = await Trials.KnownAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Isrctn), FaultKind.EmptyTotal, Fault.Always));

        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(31)).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
    }

    private static FaultCase Case(FaultKind kind) => new(UpstreamSource.Isrctn, "query", kind);

    private static (CheckOutcome, int) Ended(CheckReport report) => (report.Outcome, report.Added + report.Updated + report.Withdrawn);

    /// <summary>A registry to which a trial is added for each case.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 1000;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Trials.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Clock.Jump(TimeSpan.FromHours(1));
            Service.Model.Isrctn.Add(Trials.Trial(++_news));
            return Trials.Id(_news);
        }
    }
}
