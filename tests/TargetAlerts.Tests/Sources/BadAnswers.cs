using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>Plays bad answers on a service that has its baseline: nothing may move, and the news must come once when the answers are good again.</summary>
internal static class BadAnswers
{
    /// <summary>What can go wrong on the way with any body.</summary>
    public static readonly FaultKind[] OnTheWay =
    [
        FaultKind.Status, FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.HugeGzip,
    ];

    /// <param name="happen">Makes news and says the id they are about.</param>
    public static async Task PlayAsync(this TestService service, UpstreamSource source, string endpoint, Fault fault, Func<string> happen)
    {
        var name = source.ToString().ToLowerInvariant();
        service.Clock.Jump(TimeSpan.FromHours(1));
        var news = happen();
        var before = await service.StandingAsync();
        service.Upstream.Log.Clear();
        service.Upstream.Faults.Replace(fault with { Match = fault.Match with { Source = source, Endpoint = endpoint }, Times = Fault.Always });

        var report = await service.CheckOneAsync(name);

        Assert.Contains(service.Upstream.Log.Requests, request => request.Fault is not null);
        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.False(report.Reason!.StartsWith("unexpected:", StringComparison.Ordinal), report.Reason);
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(name)).Outcome);
        Assert.Equal(["added"], await service.ToldAsync(news));
    }

    /// <summary>Right bodies made wrong: flipped bits, cuts, swapped brackets, so many of each.</summary>
    public static async Task PlayMalformedAsync(this TestService service, UpstreamSource source, IReadOnlyList<string> endpoints, int each, Func<string> happen, FaultMatch? match = null)
    {
        foreach (var endpoint in endpoints)
        {
            foreach (var seed in Enumerable.Range(1, each))
            {
                foreach (var spoil in new Func<byte[], int, byte[]>[] { Spoiling.Flip, Spoiling.Cut, Spoiling.SwapBracket })
                {
                    await service.PlayAsync(source, endpoint, new(match ?? new(), FaultKind.Rewritten) { Rewrite = body => spoil(body, seed) }, happen);
                }
            }
        }
    }
}
