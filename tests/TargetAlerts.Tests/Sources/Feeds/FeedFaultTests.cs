using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>Whatever goes wrong at a feed: nothing moves, and what happened meanwhile is told once when it works again.</summary>
public sealed class FeedFaultTests(FeedFaultTests.Stage stage) : IClassFixture<FeedFaultTests.Stage>
{
    public static TheoryData<FaultCase> Lasting => [.. FaultPlay.Framing.Concat([FaultKind.ErrorObject, FaultKind.MissingElement]).Select(Case), .. new[] { 403, 404, 429, 500, 503 }.Select(Status)];

    public static TheoryData<FaultCase> Passing => [.. FaultPlay.Framing.Except([FaultKind.HugeGzip]).Append(FaultKind.ErrorObject).Select(Case), .. new[] { 429, 500, 503 }.Select(Status)];

    [Theory, MemberData(nameof(Lasting))]
    public Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen);

    [Theory, MemberData(nameof(Passing))]
    public Task A_fault_that_passes_is_tried_again_in_the_same_check(FaultCase fault) => FaultPlay.PassesAsync(stage.Service, fault, stage.Happen);

    // A flipped bit is not played: a feed is read as windows-1252 where it is no UTF-8, and what is then read is a text.
    [Fact]
    public Task A_hundred_malformed_bodies_move_nothing() => FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.Feeds, "feed", 50, stage.Happen, spoils: [Spoiling.Cut, Spoiling.SwapBracket]);

    [Fact]
    public async Task A_feed_that_is_suddenly_empty_withdraws_nothing_and_its_news_are_told_later()
    {
        var news = stage.Happen();
        stage.Service.Upstream.Faults.Replace(Case(FaultKind.EmptyTotal).Fault(Fault.Always));
        Assert.Equal((CheckOutcome.Complete, 0), await stage.Service.CheckOneAsync(News.Source) is var empty ? (empty.Outcome, empty.Withdrawn) : default);
        stage.Service.Upstream.Faults.Clear();

        Assert.Equal(CheckOutcome.Complete, (await stage.Service.NextAsync()).Outcome);

        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
    }

    [Fact]
    public async Task A_long_Retry_After_holds_its_host_and_no_other()
    {
        var news = stage.Happen();
        stage.Service.Upstream.Faults.Replace((Status(429) with { RetryAfter = 3600 }).Fault(Fault.Always));
        Assert.Equal(CheckOutcome.Unavailable, (await stage.Service.CheckOneAsync(News.Source)).Outcome);
        stage.Service.Upstream.Faults.Clear();
        stage.Service.Upstream.Log.Clear();

        Assert.Contains("asked not to be called before", (await stage.Service.CheckOneAsync(News.Source)).Reason, StringComparison.Ordinal);

        Assert.Empty(stage.Service.Upstream.Log.Requests);
        var until = await stage.Service.ReadAsync<long>("SELECT next_at FROM pacing WHERE rate_group = 'feeds 127.0.0.1'");
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(until) - stage.Service.Clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        await stage.Service.NextAsync(1);
        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
    }

    private static FaultCase Case(FaultKind kind) => new(UpstreamSource.Feeds, "feed", kind);

    private static FaultCase Status(int status) => new(UpstreamSource.Feeds, "feed", FaultKind.Status, status);

    /// <summary>One feed, to which an item is added for each case.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 100;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await News.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Clock.Jump(TimeSpan.FromHours(2));
            Service.Model.Feeds.Add(News.Path, News.Entry(++_news));
            return News.Id(_news);
        }
    }
}
