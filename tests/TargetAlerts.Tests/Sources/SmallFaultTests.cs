using TargetAlerts.Upstreams;

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
    public Task A_fault_that_lasts_moves_nothing_and_loses_nothing(FaultCase fault)
    {
        var (id, told) = stages.Happen(fault.Source);
        return FaultPlay.LastsAsync(stages[fault.Source], fault, () => id, told: told);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public Task Malformed_bodies_a_hundred_a_source_move_nothing_and_lose_nothing(UpstreamSource source, string endpoint)
    {
        var (id, told) = stages.Happen(source);
        return FaultPlay.SpoiledAsync(stages[source], source, endpoint, endpoint is "entry" or "associations" ? 34 : 17, () => id, told: told);
    }
}
