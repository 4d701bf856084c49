using System.Text;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Crossref;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Crossref;

/// <summary>Answers that are none.</summary>
public sealed class CrossrefFaultTests(CrossrefFaultTests.Stage stage) : IClassFixture<CrossrefFaultTests.Stage>
{
    public static TheoryData<FaultKind> Kinds => [.. FaultPlay.Anywhere.Concat(FaultPlay.Wrong).Append(FaultKind.RepeatedPage)];

    [Theory, MemberData(nameof(Kinds))]
    public Task A_fault_moves_nothing_and_loses_nothing(FaultKind kind) => FaultPlay.LastsAsync(stage.Service, new FaultCase(UpstreamSource.Crossref, "works", kind), stage.Happen, told: "withdrawn: retracted");

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public async Task A_page_for_people_is_unavailable_whatever_its_status(int status)
    {
        var before = await stage.Service.StandingAsync();
        stage.Service.Upstream.Faults.Add(new(new(UpstreamSource.Crossref, "works"), FaultKind.Status, Fault.Always) { Status = status });

        Assert.Equal(TargetAlerts.Checks.CheckOutcome.Unavailable, (await stage.Service.FollowAsync(0)).Outcome);

        stage.Service.Upstream.Faults.Clear();
        Assert.Equal(before, await stage.Service.StandingAsync());
    }

    [Fact]
    public void No_spoiled_body_is_taken() => FaultPlay.Spoil(Encoding.UTF8.GetBytes(Good), body => Assert.Single(CrossrefAnswer.Parse(body).Records));

    [Theory]
    [InlineData("""{"status":"ok"}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":[]}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":{"total-results":0}}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":{"items":[]}}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[]}}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[{"title":["x"]}]}}""")]
    [InlineData("""{"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[null]}}""")]
    [InlineData("""{"status":"ok","message-type":"work","message":{}}""")]
    [InlineData("""[]""")]
    public void What_is_not_as_documented_is_unavailable(string body) => Assert.Throws<SourceUnavailableException>(() => CrossrefAnswer.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_work_of_another_shape_is_set_aside() =>
        Assert.Equal("10.5555/1", Assert.Single(CrossrefAnswer.Parse("""{"status":"ok","message-type":"work-list","message":{"total-results":1,"items":[{"DOI":"10.5555/1","updated-by":"none"}]}}"""u8.ToArray()).Unreadable).Id);

    private const string Good = """{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"total-results":1,"items":[{"DOI":"10.5555/1","title":["Made up"],"updated-by":[{"DOI":"10.5555/2","type":"retraction","updated":{"date-time":"2026-01-01T00:00:00Z"}}]}]}}""";

    public sealed class Stage : IAsyncLifetime
    {
        private int _news;

        internal TestService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await Works.KnownAsync(30);

        public ValueTask DisposeAsync() => Service.DisposeAsync();

        internal string Happen()
        {
            Service.Model.Crossref.Notify(Works.Doi(++_news), "retraction", $"10.5555/notice.{_news}");
            return Works.Doi(_news);
        }
    }
}
