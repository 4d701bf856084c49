using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>What must hold of any source: a fault moves nothing, and what happened meanwhile is told once when it is over.</summary>
internal static class LastingFaults
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
