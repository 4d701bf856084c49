using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>Plays faults against one source: nothing moves, and what happened meanwhile is told once when it works again.</summary>
internal static class FaultDrill
{
    /// <summary>Bad bodies and refusals, which any endpoint may show.</summary>
    public static readonly IReadOnlyList<FaultKind> Framed =
        [FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.Status, FaultKind.ErrorObject];

    public static IEnumerable<FaultCase> Cases(UpstreamSource source, string endpoint, params IEnumerable<FaultKind> more) =>
        Framed.Concat(more).Select(kind => new FaultCase(source, endpoint, kind));

    /// <param name="happen">News that the next check must bring; the id they are about.</param>
    public static async Task PlayAsync(TestService service, FaultCase fault, Func<string> happen, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromHours(1));
        var news = happen();
        var told = await service.ToldAsync(news);
        var before = await service.StandingAsync();
        service.Upstream.Log.Clear();
        service.Upstream.Faults.Replace(fault.Fault(Fault.Always));

        var report = await service.CheckOneAsync(fault.SourceName, full);

        Assert.Contains(service.Upstream.Log.Requests, request => request.Fault is not null);
        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.DoesNotContain("unexpected:", report.Reason!, StringComparison.Ordinal);
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(fault.SourceName, full)).Outcome);
        Assert.Equal(told.Count + 1, (await service.ToldAsync(news)).Count);
        var after = await service.ChangesAsync();
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(fault.SourceName, full)).Outcome);
        Assert.Equal(after, await service.ChangesAsync());
    }

    /// <summary>Bodies that no parser takes, the same ones each time.</summary>
    public static async Task MalformedAsync(TestService service, UpstreamSource source, string endpoint, int each, bool full = false)
    {
        var before = await service.StandingAsync();
        foreach (var spoil in new Func<byte[], int, byte[]>[] { Spoiling.Flip, Spoiling.Cut, Spoiling.SwapBracket })
        {
            for (var seed = 1; seed <= each; seed++)
            {
                var n = seed;
                service.Upstream.Faults.Replace(new Fault(new FaultMatch(source, endpoint), FaultKind.Rewritten, Fault.Always) { Rewrite = body => spoil(body, n) });
                var report = await service.CheckOneAsync(source.ToString().ToLowerInvariant(), full);
                Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
                Assert.DoesNotContain("unexpected:", report.Reason!, StringComparison.Ordinal);
            }
        }
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(source.ToString().ToLowerInvariant(), full)).Outcome);
    }
}
