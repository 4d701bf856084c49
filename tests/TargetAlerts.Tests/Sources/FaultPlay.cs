using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>The same questions as <see cref="FaultTests"/>, for a source with a service of its own.</summary>
internal static class FaultPlay
{
    /// <summary>What goes wrong on the way, whatever the source.</summary>
    public static readonly IReadOnlyList<FaultKind> Framing =
        [FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.HugeGzip];

    /// <param name="happen">Makes news; gives the id of the record they are about.</param>
    public static async Task LastsAsync(TestService service, FaultCase fault, Func<string> happen, bool full = false)
    {
        var news = happen();
        await UnavailableAsync(service, fault.SourceName, fault.Fault(Fault.Always), full);
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(fault.SourceName)).Outcome);
        Assert.Equal(["added"], await service.ToldAsync(news));
        Assert.Equal(0, (await service.CheckOneAsync(fault.SourceName)).Added);
        Assert.Equal(["added"], await service.ToldAsync(news));
    }

    public static async Task PassesAsync(TestService service, FaultCase fault, Func<string> happen)
    {
        var news = happen();
        service.Upstream.Faults.Replace(fault.Fault(1));

        var report = await service.CheckOneAsync(fault.SourceName);

        Assert.Equal((CheckOutcome.Complete, null), (report.Outcome, report.Reason));
        Assert.Equal(0, service.Upstream.Faults.Count);
        Assert.Equal(["added"], await service.ToldAsync(news));
    }

    /// <summary>Bodies spoiled until no strict parser takes them (<see cref="Spoiling"/>): each moves nothing.</summary>
    public static async Task SpoiledAsync(TestService service, UpstreamSource source, string endpoint, int seeds, Func<string> happen, params Func<byte[], int, byte[]>[] spoils)
    {
        var name = source.ToString().ToLowerInvariant();
        var news = happen();
        for (var seed = 1; seed <= seeds; seed++)
        {
            foreach (var spoil in spoils)
            {
                var n = seed;
                await UnavailableAsync(service, name, new Fault(new FaultMatch(source, endpoint), FaultKind.Rewritten, Fault.Always) { Rewrite = body => spoil(body, n) }, false);
            }
        }
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(name)).Outcome);
        Assert.Equal(["added"], await service.ToldAsync(news));
    }

    private static async Task UnavailableAsync(TestService service, string source, Fault fault, bool full)
    {
        var before = await service.StandingAsync();
        service.Upstream.Faults.Replace(fault);

        var report = await service.CheckOneAsync(source, full);

        service.Upstream.Faults.Clear();
        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.NotEmpty(report.Reason!);
        Assert.False(report.Reason!.StartsWith("unexpected:", StringComparison.Ordinal), report.Reason);
        Assert.Equal(before, await service.StandingAsync());
    }
}
