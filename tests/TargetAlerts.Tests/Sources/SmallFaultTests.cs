using TargetAlerts.Checks;
using TargetAlerts.Tests.Malformed;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources;

/// <summary>RCSB, UniProt, GWAS Catalog, PubChem: whatever goes wrong, nothing moves, and the news are told once when it works again.</summary>
public sealed class SmallFaultTests(SmallStages stages) : IClassFixture<SmallStages>
{
    public static TheoryData<FaultCase> Cases => [.. SmallFaults.All];

    public static TheoryData<UpstreamSource, string> Endpoints => new()
    {
        { UpstreamSource.Rcsb, "query" }, { UpstreamSource.Rcsb, "graphql" }, { UpstreamSource.UniProt, "entry" },
        { UpstreamSource.GwasCatalog, "associations" }, { UpstreamSource.PubChem, "aids" }, { UpstreamSource.PubChem, "summary" },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault)
    {
        var service = stages[fault.Source];
        var (id, told) = stages.Happen(fault.Source);
        var before = (await service.StandingAsync(), Told: await service.ToldAsync(id));
        service.Upstream.Faults.Add(fault.Fault(Fault.Always));

        var report = await service.CheckOneAsync(fault.SourceName);

        Assert.Equal((CheckOutcome.Unavailable, 0, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.DoesNotContain("unexpected", report.Reason, StringComparison.Ordinal);
        Assert.Equal(before.Item1, await service.StandingAsync());
        service.Upstream.Faults.Clear();
        await ToldOnceAsync(fault.Source, id, [.. before.Told, told]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Malformed_bodies_a_hundred_a_source_move_nothing_and_lose_nothing(UpstreamSource source, string endpoint)
    {
        var service = stages[source];
        var (id, told) = stages.Happen(source);
        var before = (await service.StandingAsync(), Told: await service.ToldAsync(id));
        var seeds = endpoint is "entry" or "associations" ? 50 : 25;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var n = seed;
            foreach (var spoil in new Func<byte[], byte[]>[] { body => Spoiling.Flip(body, n), body => Spoiling.Cut(body, n) })
            {
                service.Upstream.Faults.Replace(new Fault(new(source, endpoint), FaultKind.Rewritten, Fault.Always) { Rewrite = spoil });
                var report = await service.CheckOneAsync(SmallWorld.Name(source));
                Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
                Assert.DoesNotContain("unexpected", report.Reason, StringComparison.Ordinal);
            }
        }
        service.Upstream.Faults.Clear();
        Assert.Equal(before.Item1, await service.StandingAsync());
        await ToldOnceAsync(source, id, [.. before.Told, told]);
    }

    private async Task ToldOnceAsync(UpstreamSource source, string id, IReadOnlyList<string> told)
    {
        var service = stages[source];
        var good = await service.CheckOneAsync(SmallWorld.Name(source));
        Assert.True(good.Outcome == CheckOutcome.Complete, good.Reason);
        Assert.Equal(told, await service.ToldAsync(id));
        var again = await service.CheckOneAsync(SmallWorld.Name(source));
        Assert.Equal((CheckOutcome.Complete, 0), (again.Outcome, again.Added + again.Updated + again.Withdrawn));
        Assert.Equal(told, await service.ToldAsync(id));
    }
}
