using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.DailyMed;

/// <summary>Whatever DailyMed answers instead of an answer: nothing moves, nothing is lost.</summary>
public sealed class LabelFaultTests(LabelFaultTests.Stage stage) : IClassFixture<LabelFaultTests.Stage>
{
    public static TheoryData<FaultCase> Faults =>
    [
        .. FaultPlay.Cases(UpstreamSource.DailyMed, "spls", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.HugeGzip]),
        .. FaultPlay.Cases(UpstreamSource.DailyMed, "spl", [.. FaultPlay.Anywhere.Except([FaultKind.HugeGzip]), FaultKind.MissingElement, FaultKind.RepeatedPage]),
    ];

    [Theory, MemberData(nameof(Faults))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultCase fault) => FaultPlay.LastsAsync(stage.Service, fault, stage.Happen, told: null);

    // A second page shows in a full reading only.
    [Theory]
    [InlineData(FaultKind.RepeatedPage)]
    [InlineData(FaultKind.MissingPage)]
    [InlineData(FaultKind.ChangingTotal)]
    public Task Nor_does_a_second_page_that_is_not_the_second(FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new(UpstreamSource.DailyMed, "spls", kind), stage.Happen, full: true, told: null);

    [Fact]
    public async Task A_hundred_malformed_bodies_move_nothing()
    {
        stage.Service.Options.Sources[Labels.Source].Retries = 0;
        foreach (var endpoint in new[] { "spls", "spl" }) await FaultPlay.SpoiledAsync(stage.Service, UpstreamSource.DailyMed, endpoint, 20, stage.Happen, told: null);
    }

    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Service = await Labels.KnownAsync();
            Service.Model.Labels.Add(Enumerable.Range(301, 120).Select(at => Labels.Label(at, original: false)));
            await Service.NextAsync();
        }

        internal string Happen()
        {
            _news++;
            Service.Model.Labels.Change(Labels.Id(2), label => label.With("34066-1", $"Made-up warning {_news}."));
            return Labels.Id(2);
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
