using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Feeds;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>One feed that fails does not keep the others from being read, and loses nothing of its own.</summary>
public sealed class SeveralFeedsTests
{
    private const string Second = "Other news", SecondPath = "other.atom";

    [Fact]
    public async Task A_feed_that_fails_is_said_and_told_later()
    {
        await using var service = await TwoAsync();
        Break(service);
        service.Model.Feeds.Add(News.Path, News.Entry(10));
        service.Model.Feeds.Add(SecondPath, News.Entry(11));

        Assert.Equal((CheckOutcome.Complete, 1), Added(await service.NextAsync()));
        Assert.Equal("Other news could not be read since 3 Mar 2026: the source answered 503 service unavailable", await NotesAsync(service));
        await service.NextAsync();
        Assert.StartsWith("Other news could not be read since 3 Mar 2026", await NotesAsync(service), StringComparison.Ordinal);
        service.Upstream.Faults.Clear();

        Assert.Equal((CheckOutcome.Complete, 1), Added(await service.NextAsync()));
        Assert.Equal(["added"], await service.ToldAsync(News.Id("made-up-11", Second)));
        Assert.Null(await NotesAsync(service));
    }

    [Fact]
    public async Task A_feed_that_could_not_be_read_at_first_has_its_baseline_later()
    {
        await using var service = await News.StartAsync(Fill, News.Name, $"{Second}={SecondPath}");
        Break(service);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(News.Source)).Outcome);
        service.Upstream.Faults.Clear();

        Assert.Equal((CheckOutcome.Complete, 0), Added(await service.NextAsync()));
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
        service.Model.Feeds.Add(SecondPath, News.Entry(12));
        Assert.Equal((CheckOutcome.Complete, 1), Added(await service.NextAsync()));
    }

    [Fact]
    public async Task A_feed_that_is_gone_for_good_is_not_asked_again()
    {
        await using var service = await TwoAsync();
        service.Model.Feeds.Change(SecondPath, page => page with { Gone = true });
        await service.NextAsync();
        service.Upstream.Log.Clear();

        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);

        Assert.Equal(["/feeds/news.xml"], service.Upstream.Log.Requests.Select(request => request.Path));
        Assert.StartsWith("Other news is gone for good (410)", await NotesAsync(service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_none_can_be_read_the_source_is_unavailable()
    {
        await using var service = await TwoAsync();
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Feeds), FaultKind.Html, Fault.Always));

        var report = await service.NextAsync();

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Equal("Made-up news: the answer is a web page instead of a feed; Other news: the answer is a web page instead of a feed", report.Reason);
        Assert.Equal(before, await service.StandingAsync());
    }

    private static void Fill(UpstreamModel model)
    {
        model.Feeds.Put(News.Path, new() { Entries = [News.Entry(1)] });
        model.Feeds.Put(SecondPath, new() { Format = FeedFormat.Atom, Entries = [News.Entry(1)] });
    }

    private static Task<TestService> TwoAsync() => News.KnownAsync(null, Fill, $"{Second}={SecondPath}");

    private static void Break(TestService service) =>
        service.Upstream.Faults.Add(new(new(UpstreamSource.Feeds) { When = request => request.Path.EndsWith(SecondPath, StringComparison.Ordinal) }, FaultKind.Status, Fault.Always));

    private static Task<string?> NotesAsync(TestService service) => service.ReadAsync<string?>("SELECT notes FROM watches");

    private static (CheckOutcome, int) Added(CheckReport report) => (report.Outcome, report.Added);
}
