using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Sources.Crossref;

/// <summary>Made-up papers that PubMed found and Crossref knows.</summary>
internal static class Works
{
    public const string Source = "crossref";

    public static readonly DateOnly Bulk = new(2025, 11, 1);

    public static string Doi(int at) => $"10.5555/made-up.{at}";

    public static Article Paper(int at, DateOnly? created = null) => PubMed.Papers.Paper(1000 + at, created) with { Doi = Doi(at) };

    /// <summary>Papers 1 to n, known to both.</summary>
    public static async Task<TestService> KnownAsync(int count = 20, Action<UpstreamModel>? fill = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Enumerable.Range(1, count).Select(at => Paper(at)));
            model.Crossref.Add(Enumerable.Range(1, count).Select(at => new TargetAlerts.Upstreams.Crossref.CrossrefRecord(Doi(at).ToUpperInvariant())));
            fill?.Invoke(model);
        }, sources: [UpstreamSource.PubMed, UpstreamSource.Crossref]);
        Assert.All(await service.CheckAsync(), report => Assert.Equal((CheckOutcome.Baseline, null), (report.Outcome, report.Reason)));
        Assert.Equal(0, await service.ChangesAsync());
        return service;
    }

    public static Task<CheckReport> FollowAsync(this TestService service, double days = 1, bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(Source, full);
    }

    public static async Task<int> PapersAsync(this TestService service) => (await service.CheckOneAsync("pubmed")).Added;
}
