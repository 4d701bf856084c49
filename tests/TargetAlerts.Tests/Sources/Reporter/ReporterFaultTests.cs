using System.Text;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Reporter;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Reporter;

/// <summary>Answers that are none.</summary>
public sealed class ReporterFaultTests(ReporterFaultTests.Stage stage) : IClassFixture<ReporterFaultTests.Stage>
{
    public static TheoryData<FaultKind> Kinds => [.. FaultPlay.Anywhere.Concat(FaultPlay.Wrong)];

    [Theory, MemberData(nameof(Kinds))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new FaultCase(UpstreamSource.Reporter, "search", kind), stage.Happen);

    [Fact]
    public void No_spoiled_body_is_taken() => FaultPlay.Spoil(Encoding.UTF8.GetBytes(Good), body => Assert.Single(ReporterPage.Parse(body).Records));

    [Theory]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"meta":{"total":0}}""")]
    [InlineData("""{"meta":{},"results":[]}""")]
    [InlineData("""{"meta":{"total":"0"},"results":[]}""")]
    [InlineData("""{"meta":{"total":0},"results":{}}""")]
    [InlineData("""{"meta":{"total":1},"results":[{"project_title":"x"}]}""")]
    [InlineData("""{"meta":{"total":1},"results":[{"appl_id":0}]}""")]
    [InlineData("""{"meta":{"total":1},"results":[null]}""")]
    [InlineData("""[]""")]
    public void What_is_not_as_documented_is_unavailable(string body) => Assert.Throws<SourceUnavailableException>(() => ReporterPage.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_project_of_another_shape_is_set_aside() =>
        Assert.Equal("7", Assert.Single(ReporterPage.Parse("""{"meta":{"total":1},"results":[{"appl_id":7,"project_title":"x","organization":[]}]}"""u8.ToArray()).Unreadable).Id);

    private const string Good = """{"meta":{"total":1,"offset":0},"results":[{"appl_id":7,"project_title":"Made up","organization":{"org_name":"X"},"award_amount":null}]}""";

    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 100;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Awards.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Model.Reporter.Add(Awards.Award(++_news, Service.Model.Today));
            return Awards.Id(_news);
        }
    }
}
