using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Ctis;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Ctis;

/// <summary>Pages, faults, and what becomes of a trial that is gone.</summary>
public sealed class CtisReadingTests(CtisReadingTests.Stage stage) : IClassFixture<CtisReadingTests.Stage>
{
    private static readonly FaultKind[] Wrong = [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.MissingPage];

    public static TheoryData<FaultCase> Lasting =>
    [
        .. FaultPlay.Framing.Concat(Wrong).Select(kind => new FaultCase(UpstreamSource.Ctis, "search", kind)),
        .. FaultPlay.Framing.Append(FaultKind.ErrorObject).Select(kind => new FaultCase(UpstreamSource.Ctis, "retrieve", kind)),
        .. new[] { 400, 403, 404, 429, 500, 503 }.Select(status => new FaultCase(UpstreamSource.Ctis, "search", FaultKind.Status, status)),
        .. new[] { 403, 404, 503 }.Select(status => new FaultCase(UpstreamSource.Ctis, "retrieve", FaultKind.Status, status)),
    ];

    public static TheoryData<FaultCase> Passing => [.. new[] { "search", "retrieve" }.SelectMany(endpoint => FaultPlay.Framing.Except([FaultKind.HugeGzip]).Select(kind => new FaultCase(UpstreamSource.Ctis, endpoint, kind))
        .Append(new FaultCase(UpstreamSource.Ctis, endpoint, FaultKind.Status, 503)))];

    [Theory, MemberData(nameof(Lasting))]
    public Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen);

    [Theory, MemberData(nameof(Passing))]
    public Task A_fault_that_passes_is_tried_again_in_the_same_check(FaultCase fault) => FaultPlay.PassesAsync(stage.Service, fault, stage.Happen);

    [Theory]
    [InlineData("search")]
    [InlineData("retrieve")]
    public Task A_hundred_malformed_bodies_move_nothing(string endpoint) => FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.Ctis, endpoint, 17, stage.Happen);

    [Fact]
    public async Task A_day_without_news_costs_one_request_a_name()
    {
        await using var service = await Portal.KnownAsync();

        Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));

        Assert.Equal(["search", "search"], service.Upstream.Log.Requests.Select(request => request.Endpoint));
        Assert.All(service.Upstream.Log.Requests, request => Assert.StartsWith("Mozilla/5.0 (compatible; TargetAlerts/", request.UserAgent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FaultKind.RepeatedPage)]
    [InlineData(FaultKind.MissingPage)]
    [InlineData(FaultKind.ChangingTotal)]
    public async Task All_pages_are_read_or_none_counts(FaultKind? kind)
    {
        await using var service = await Portal.KnownAsync(230);
        Assert.Equal(230, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        var before = await service.StandingAsync();
        if (kind is { } fault) service.Upstream.Faults.Add(new(new(UpstreamSource.Ctis, "search"), fault, Fault.Always));

        var report = await service.NextAsync();

        Assert.Equal(kind is null ? CheckOutcome.Complete : CheckOutcome.Unavailable, report.Outcome);
        if (kind is not null) Assert.Equal(before, await service.StandingAsync());
        else Assert.Equal(4, service.Upstream.Log.Requests.Count);
    }

    [Fact]
    public async Task A_trial_that_is_gone_twice_a_day_apart_is_withdrawn_once()
    {
        await using var service = await Portal.KnownAsync();
        service.Model.Ctis.Delete(CtisModel.Number(1));
        Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));

        Assert.Equal((CheckOutcome.Complete, 1), Portal.Ended(await service.NextAsync()));

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Portal.Id(1)));
        Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));
    }

    [Fact]
    public async Task A_trial_that_no_longer_names_the_drug_leaves_silently()
    {
        await using var service = await Portal.KnownAsync();
        service.Change(1, trial => trial with { Product = "Aspirin" });

        for (var day = 0; day < 3; day++) await service.NextAsync();

        Assert.DoesNotContain("withdrawn: removed", await service.ToldAsync(Portal.Id(1)));
        Assert.NotNull(await service.ReadAsync<string?>($"SELECT left_at FROM memberships WHERE id = '{Portal.Id(1)}'"));
    }

    [Fact]
    public async Task Where_the_portal_gives_no_details_of_anything_nothing_is_thought_gone()
    {
        await using var service = await Portal.KnownAsync();
        service.Model.Ctis.Delete(CtisModel.Number(1));
        service.Upstream.Faults.Add(new(new(UpstreamSource.Ctis, "retrieve"), FaultKind.Rewritten, Fault.Always) { Rewrite = _ => "{}"u8.ToArray() });

        for (var day = 0; day < 3; day++) Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));
    }

    [Fact]
    public async Task A_trial_that_cannot_be_read_is_set_aside_and_told_when_it_can()
    {
        await using var service = await Portal.KnownAsync(150);
        service.Model.Ctis.Add(Portal.Trial(300) with { Untitled = true });
        Assert.Equal((CheckOutcome.Complete, 0), Portal.Ended(await service.NextAsync()));
        Assert.Equal([Portal.Id(300)], await service.ListAsync<string>("SELECT id FROM set_aside"));
        service.Change(300, trial => trial with { Untitled = false });

        Assert.Equal((CheckOutcome.Complete, 1), Portal.Ended(await service.NextAsync()));
    }

    [Fact]
    public async Task Empty_lists_are_held_back()
    {
        await using var service = await Portal.KnownAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Ctis, "search"), FaultKind.EmptyTotal, Fault.Always));

        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync()).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
    }

    /// <summary>A portal to which a trial is added for each case.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 1000;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Portal.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Clock.Jump(TimeSpan.FromHours(1));
            Service.Model.Ctis.Add(Portal.Trial(++_news));
            return Portal.Id(_news);
        }
    }
}
