using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.OpenTargets;

/// <summary>Bad answers of Open Targets, on the way and of its own making.</summary>
public sealed class OpenTargetsFaultTests(OpenTargetsFaultTests.Stage stage) : IClassFixture<OpenTargetsFaultTests.Stage>
{
    private const string Gate = "dataVersion", Drugs = "maxClinicalStage", Stops = "clinicalReports", Diseases = "associatedDiseases", Annotation = "tractability";

    public static TheoryData<string, FaultKind> Faults
    {
        get
        {
            var faults = new TheoryData<string, FaultKind>();
            foreach (var kind in FaultPlay.Anywhere)
            {
                faults.Add(Gate, kind);
                faults.Add(Diseases, kind);
            }
            foreach (var section in new[] { Drugs, Stops })
            {
                foreach (var kind in new[] { FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.Html }) faults.Add(section, kind);
            }
            foreach (var kind in new[] { FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.MissingPage, FaultKind.RepeatedPage }) faults.Add(Diseases, kind);
            foreach (var kind in new[] { FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.Html }) faults.Add(Annotation, kind);
            return faults;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public Task A_bad_answer_moves_nothing_and_loses_nothing(string asked, FaultKind kind) => FaultPlay.LastsAsync(stage.Service, UpstreamSource.OpenTargets, new(Of(asked), kind, Fault.Always), stage.Happen);

    [Fact]
    public async Task More_than_a_hundred_malformed_bodies_move_nothing_and_lose_nothing()
    {
        foreach (var asked in new[] { Gate, Drugs, Diseases, Annotation }) await FaultPlay.SpoiledOneByOneAsync(stage.Service, UpstreamSource.OpenTargets, Of(asked), 9, stage.Happen);
    }

    // With errors beside it data are partial, whatever they hold.
    [Fact]
    public Task Partial_data_with_errors_are_no_answer() => FaultPlay.LastsAsync(stage.Service, UpstreamSource.OpenTargets, new(Of(Drugs), FaultKind.Rewritten, Fault.Always)
    {
        Rewrite = body => [.. body.AsSpan(0, body.Length - 1), .. ",\"errors\":[{\"message\":\"made up\"}]}"u8],
    }, stage.Happen);

    private static FaultMatch Of(string asked) => new(UpstreamSource.OpenTargets, "graphql") { When = request => request.Body.Contains(asked, StringComparison.Ordinal) };

    /// <summary>One service, on which case after case is played.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        // More than one page of diseases, so that one can be repeated.
        public async ValueTask InitializeAsync() => Service = await Candidates.KnownAsync(6, 510);

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            _news++;
            Service.Model.OpenTargets.Add(Candidates.Drug(1000 + _news));
            Service.Model.OpenTargets.Publish();
            return Candidates.DrugId(1000 + _news);
        }
    }
}
