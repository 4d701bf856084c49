using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Chembl;

/// <summary>Bad answers of ChEMBL, on the way and of its own making.</summary>
public sealed class ChemblFaultTests(ChemblFaultTests.Stage stage) : IClassFixture<ChemblFaultTests.Stage>
{
    private static readonly FaultKind[] Own = [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal];

    public static TheoryData<string, FaultKind> Faults
    {
        get
        {
            var faults = new TheoryData<string, FaultKind>();
            foreach (var kind in FaultPlay.Anywhere) faults.Add("status", kind);
            foreach (var kind in FaultPlay.Anywhere.Union(Own).Concat([FaultKind.ChangingTotal, FaultKind.RepeatedPage, FaultKind.MissingPage])) faults.Add("activity", kind);
            foreach (var endpoint in new[] { "mechanism", "molecule", "drug_indication", "document" })
            {
                foreach (var kind in Own.Append(FaultKind.Html)) faults.Add(endpoint, kind);
            }
            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public Task A_bad_answer_moves_nothing_and_loses_nothing(string endpoint, FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new FaultCase(UpstreamSource.Chembl, endpoint, kind), stage.Happen);

    [Fact]
    public async Task More_than_a_hundred_malformed_bodies_move_nothing_and_lose_nothing()
    {
        foreach (var endpoint in new[] { "status", "activity", "mechanism", "molecule" }) await FaultPlay.SpoiledOneByOneAsync(stage.Service, UpstreamSource.Chembl, new(Endpoint: endpoint), 9, stage.Happen);
    }

    [Theory]
    [InlineData("target")]
    [InlineData("document")]
    public async Task What_can_be_done_without_may_be_refused(string endpoint)
    {
        var news = stage.Happen();
        stage.Service.Upstream.Faults.Replace(new Fault(new(UpstreamSource.Chembl, endpoint), FaultKind.Status, Fault.Always) { Status = 404 });

        Assert.Equal(2, (await stage.Service.CheckOneAsync(Ligands.Source)).Added);

        Assert.Equal(["added"], await stage.Service.ToldAsync(news));
        stage.Service.Upstream.Faults.Clear();
    }

    /// <summary>One service, on which case after case is played.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Ligands.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        /// <summary>Two activities in a new release, so that half of them can be missing.</summary>
        internal string Happen()
        {
            _news += 2;
            Service.Model.Chembl.Add([Ligands.Activity(1000 + _news), Ligands.Activity(1001 + _news) with { Document = $"CHEMBL{9_200_000 + _news}" }]);
            Service.Model.Chembl.Release();
            return $"{1000 + _news}";
        }
    }
}
