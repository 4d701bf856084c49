using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>Small made-up papers, and a service that knows a few of them.</summary>
internal static class Papers
{
    public static readonly DateOnly Bulk = new(2025, 11, 1);

    public static Article Paper(int pmid, DateOnly? created = null) => new()
    {
        Pmid = pmid,
        Title = $"Made-up paper {pmid} on the serotonin transporter.",
        Published = created ?? Bulk,
        Created = created ?? Bulk,
        Modified = created ?? Bulk,
    };

    public static IEnumerable<Article> Many(int count, int first = 1001) => Enumerable.Range(first, count).Select(pmid => Paper(pmid));

    /// <summary>A service whose baseline holds papers 1001 to 1020, a day ago.</summary>
    public static async Task<TestService> KnownAsync(Action<UpstreamModel>? fill = null, Action<TargetAlerts.Settings.ServiceOptions>? configure = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Many(20));
            fill?.Invoke(model);
        }, configure);
        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync("pubmed")).Outcome);
        service.Clock.Jump(TimeSpan.FromDays(1));
        return service;
    }

    /// <summary>A check that must be complete; what it told in all.</summary>
    public static async Task<int> CompleteAsync(this TestService service, string source = "pubmed", bool full = false)
    {
        var report = await service.CheckOneAsync(source, full);
        Assert.Equal((CheckOutcome.Complete, null), (report.Outcome, report.Reason));
        return report.Added + report.Updated + report.Withdrawn;
    }

    public static Task<CheckReport> TomorrowAsync(this TestService service, int days = 1, string source = "pubmed", bool full = false)
    {
        service.Clock.Jump(TimeSpan.FromDays(days));
        return service.CheckOneAsync(source, full);
    }
}
