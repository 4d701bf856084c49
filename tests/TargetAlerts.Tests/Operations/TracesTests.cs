using System.Collections.Concurrent;
using System.Diagnostics;
using TargetAlerts.Operations;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Operations;

public sealed class TracesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_path_is_one_trace_and_the_requests_to_a_source_carry_no_key()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Traces.SourceName or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(4, 1, model.Today.AddDays(-60))), options => options.Sources["pubmed"].ApiKey = "canary-key");
        await service.AddAlertAsync(request => request with { Frequency = "daily", At = "05:30", Heartbeat = true });
        service.Clock.Jump(TimeSpan.FromDays(1));

        await service.Get<AlertRun>().RunAsync(Stop);

        var mine = spans.Where(span => span.TraceId == spans.Single(one => one.OperationName == "run" && Holds(one)).TraceId).ToList();
        string Path(Activity? span) => span is null ? "" : $"{Path(span.Parent)}/{(span.Source.Name == Traces.SourceName ? span.OperationName : "request")}";
        var paths = mine.Select(Path).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/run", "/run/deliver", "/run/digest", "/run/schedule", "/run/schedule/check", "/run/schedule/check/diff", "/run/schedule/check/fetch", "/run/schedule/check/fetch/request"], paths);
        Assert.Contains(service.Upstream.Log.Requests, request => request.Source == UpstreamSource.PubMed && request["api_key"] == "canary-key");
        Assert.All(mine.Where(span => span.Source.Name != Traces.SourceName), span => Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("canary", StringComparison.Ordinal)));
        var check = mine.First(span => span.OperationName == "check");
        Assert.Equal(("SERT", "baseline"), (check.GetTagItem("targetalerts.target"), check.GetTagItem("targetalerts.outcome")));

        // Others run beside this test; theirs have no check of this service's sources below them.
        bool Holds(Activity run) => spans.Any(span => span.TraceId == run.TraceId && span.Source.Name != Traces.SourceName && $"{span.GetTagItem("server.port")}" == $"{new Uri(service.Upstream.Url).Port}");
    }
}
