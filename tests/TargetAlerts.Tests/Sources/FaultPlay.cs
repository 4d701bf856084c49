using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>What must hold of any source: a fault moves nothing, and what happened meanwhile is told once when it is over.</summary>
internal static class FaultPlay
{
    /// <summary>Faults that any endpoint can show.</summary>
    public static readonly IReadOnlyList<FaultKind> Any =
    [
        FaultKind.Status, FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.ErrorObject, FaultKind.HugeGzip,
    ];

    /// <summary>Answers that are whole and wrong.</summary>
    public static readonly IReadOnlyList<FaultKind> Wrong = [FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage];

    /// <param name="told">What is told of the news in the end.</param>
    public static async Task LastAsync(TestService service, UpstreamSource source, string endpoint, FaultKind kind, string news, string told)
    {
        var name = source.ToString().ToLowerInvariant();
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(source, endpoint), kind, Fault.Always));

        var report = await service.CheckOneAsync(name);

        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.DoesNotContain("unexpected", report.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        service.Clock.Jump(TimeSpan.FromHours(1));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(name)).Outcome);
            Assert.Equal([told], await service.ToldAsync(news));
        }
    }

    /// <summary>A good body made bad in many ways; the parser must take none of them.</summary>
    public static void Spoil(byte[] body, Action<byte[]> parse)
    {
        parse(body);
        for (var seed = 1; seed <= 40; seed++)
        {
            foreach (var spoiled in new[] { Spoiling.Flip(body, seed), Spoiling.Cut(body, seed), Spoiling.SwapBracket(body, seed) })
            {
                Assert.Throws<TargetAlerts.Sources.SourceUnavailableException>(() => parse(spoiled));
            }
        }
    }

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
/// <summary>What must hold of any source: a fault moves nothing, and what happened meanwhile is told once when it is over.</summary>
internal static class FaultPlay
{
    /// <summary>Faults that any endpoint can show.</summary>
    public static readonly IReadOnlyList<FaultKind> Any =
    [
        FaultKind.Status, FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting, FaultKind.ErrorObject, FaultKind.HugeGzip,
    ];

    /// <summary>Answers that are whole and wrong.</summary>
    public static readonly IReadOnlyList<FaultKind> Wrong = [FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage];

    /// <param name="told">What is told of the news in the end.</param>
    public static async Task LastAsync(TestService service, UpstreamSource source, string endpoint, FaultKind kind, string news, string told)
    {
        var name = source.ToString().ToLowerInvariant();
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(source, endpoint), kind, Fault.Always));

        var report = await service.CheckOneAsync(name);

        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.DoesNotContain("unexpected", report.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        service.Clock.Jump(TimeSpan.FromHours(1));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(name)).Outcome);
            Assert.Equal([told], await service.ToldAsync(news));
        }
    }

    /// <summary>A good body made bad in many ways; the parser must take none of them.</summary>
    public static void Spoil(byte[] body, Action<byte[]> parse)
    {
        parse(body);
        for (var seed = 1; seed <= 40; seed++)
        {
            foreach (var spoiled in new[] { Spoiling.Flip(body, seed), Spoiling.Cut(body, seed), Spoiling.SwapBracket(body, seed) })
            {
                Assert.Throws<TargetAlerts.Sources.SourceUnavailableException>(() => parse(spoiled));
            }
        }
    }
}
