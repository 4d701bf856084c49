using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Gtopdb;

/// <summary>Bad answers of the Guide, on the way and of its own making.</summary>
public sealed class GtopdbFaultTests(GtopdbFaultTests.Stage stage) : IClassFixture<GtopdbFaultTests.Stage>
{
    public static TheoryData<string, FaultKind> Faults
    {
        get
        {
            var faults = new TheoryData<string, FaultKind>();
            foreach (var kind in FaultPlay.Anywhere) faults.Add("interactions", kind);
            faults.Add("interactions", FaultKind.RepeatedPage);
            foreach (var kind in new[] { FaultKind.ErrorObject, FaultKind.Html, FaultKind.CutBody, FaultKind.Status }) faults.Add("ligands", kind);
            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public Task A_bad_answer_moves_nothing_and_loses_nothing(string endpoint, FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new FaultCase(UpstreamSource.Gtopdb, endpoint, kind), stage.Happen);

    [Fact]
    public async Task More_than_a_hundred_malformed_bodies_move_nothing_and_lose_nothing()
    {
        foreach (var endpoint in new[] { "interactions", "ligands" }) await FaultPlay.SpoiledOneByOneAsync(stage.Service, UpstreamSource.Gtopdb, new(Endpoint: endpoint), 17, stage.Happen);
    }

    /// <summary>One service, on which case after case is played.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Interactions.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            _news++;
            Service.Model.Gtopdb.Add(Interactions.Interaction(1000 + _news));
            Service.Model.Gtopdb.Release();
            return $"{1000 + _news}";
        }
    }
}
