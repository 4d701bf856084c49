using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.OpenFda;

/// <summary>Whatever openFDA answers instead of an answer: nothing moves, nothing is lost.</summary>
public sealed class FdaFaultTests(FdaFaultTests.Stage stage) : IClassFixture<FdaFaultTests.Stage>
{
    public static TheoryData<FaultCase> Faults =>
    [
        .. FaultPlay.Cases(UpstreamSource.OpenFda, "drugsfda", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingRecords, FaultKind.RepeatedPage, FaultKind.MissingPage, FaultKind.EmptyTotal, FaultKind.HugeGzip]),
        .. FaultPlay.Cases(UpstreamSource.OpenFda, "enforcement", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.WrongTotal]),
        .. FaultPlay.Cases(UpstreamSource.OpenFda, "shortages", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.WrongTotal]),
    ];

    [Theory, MemberData(nameof(Faults))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen, told: null);

    [Fact]
    public Task A_hundred_malformed_bodies_move_nothing() => FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.OpenFda, "drugsfda", 35, stage.Happen, told: null);

    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 1;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await FdaRows.KnownAsync(model =>
        {
            for (var at = 13; at <= 260; at++) model.Fda.Put(FdaRows.Apps, FdaRows.Number(at), FdaRows.Application(FdaRows.Number(at)));
        });

        internal string Happen()
        {
            Service.Clock.Jump(TimeSpan.FromDays(1));
            _news++;
            Service.Model.Fda.Change(FdaRows.Apps, FdaRows.Number(3), row => row["submissions"]!.AsArray().Add(FdaRows.Submission("SUPPL", _news, "AP", "20260227", "EFFICACY")));
            foreach (var endpoint in new[] { FdaRows.Recalls, FdaRows.Shortages }) Service.Model.Fda.Load(endpoint);
            return FdaRows.Number(3);
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
