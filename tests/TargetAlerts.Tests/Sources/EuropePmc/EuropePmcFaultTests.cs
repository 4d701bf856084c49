using System.Text;
using TargetAlerts.Sources;
using TargetAlerts.Sources.EuropePmc;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>Answers that are none.</summary>
public sealed class EuropePmcFaultTests(EuropePmcFaultTests.Stage stage) : IClassFixture<EuropePmcFaultTests.Stage>
{
    public static TheoryData<FaultKind> Kinds => [.. FaultPlay.Anywhere.Concat(FaultPlay.Wrong)];

    [Theory, MemberData(nameof(Kinds))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new FaultCase(UpstreamSource.EuropePmc, "search", kind), stage.Happen);

    [Fact]
    public void No_spoiled_body_is_taken() => FaultPlay.Spoil(Encoding.UTF8.GetBytes(Good), body => Assert.Single(EuropePmcPage.Parse(body)!.Records));

    [Theory]
    [InlineData("""{"version":"6.9","hitCount":1}""")]
    [InlineData("""{"version":"6.9","hitCount":1,"resultList":{}}""")]
    [InlineData("""{"version":"6.9","hitCount":1,"resultList":{"result":{}}}""")]
    [InlineData("""{"version":"6.9","hitCount":"1","resultList":{"result":[]}}""")]
    [InlineData("""{"version":"6.9","resultList":{"result":[]}}""")]
    [InlineData("""{"hitCount":1,"resultList":{"result":[null]}}""")]
    [InlineData("""{"hitCount":1,"resultList":{"result":[{"id":"PPR1"}]}}""")]
    [InlineData("""{"hitCount":1,"resultList":{"result":[{"id":"../x","source":"PPR"}]}}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"errCode":0,"errMsg":"made up"}""")]
    public void What_is_not_as_documented_is_unavailable(string body) => Assert.Throws<SourceUnavailableException>(() => EuropePmcPage.Parse(Encoding.UTF8.GetBytes(body)));

    private const string Good = """{"version":"6.9","hitCount":1,"nextCursorMark":"AoI+/==","resultList":{"result":[{"id":"PPR1","source":"PPR","doi":"10.1101/2025.01.01.1","title":"Made up","authorList":{"author":[{"fullName":"Lind A"}]},"firstIndexDate":"2026-01-01"}]}}""";

    public sealed class Stage : IAsyncLifetime
    {
        private int _news = 100;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Rows.KnownAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Model.EuropePmc.Add(Rows.Preprint(++_news, Service.Model.Today));
            return Rows.PreprintId(_news);
        }
    }
}
