using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Tests.Sources.Chembl;
using TargetAlerts.Tests.Sources.Crossref;
using TargetAlerts.Tests.Sources.EuropePmc;
using TargetAlerts.Tests.Sources.Gtopdb;
using TargetAlerts.Tests.Sources.OpenFda;
using TargetAlerts.Tests.Sources.OpenTargets;
using TargetAlerts.Tests.Sources.Reporter;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>Every source for SERT in one check: what a day without news costs.</summary>
public sealed class AllSourcesTests
{
    private static readonly UpstreamSource[] All = [.. Enum.GetValues<UpstreamSource>().Where(source => source is not (UpstreamSource.Hgnc or UpstreamSource.MyGene or UpstreamSource.Feeds))];

    // Sources with a release or a date of loading: asked for that alone.
    private static readonly UpstreamSource[] Gated = [UpstreamSource.ClinicalTrials, UpstreamSource.DailyMed, UpstreamSource.Chembl, UpstreamSource.OpenTargets, UpstreamSource.Gtopdb, UpstreamSource.UniProt];

    [Fact]
    public async Task A_day_without_news_costs_one_request_of_each_gated_source_and_no_change()
    {
        await using var service = await TestService.StartAsync(Fill, sources: All);
        Assert.All(await service.CheckAsync(), report => Assert.Equal((report.Source, CheckOutcome.Baseline, null), (report.Source, report.Outcome, report.Reason)));
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckAsync();
        await service.AddAlertAsync(wish => wish with { Frequency = "daily" });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Upstream.Log.Clear();

        var reports = await DueAsync(service);

        Assert.All(reports, report => Assert.Equal((report.Source, CheckOutcome.Complete, 0, 0, 0), (report.Source, report.Outcome, report.Added, report.Updated, report.Withdrawn)));
        var asked = service.Upstream.Log.Requests.CountBy(request => request.Source).ToDictionary();
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked.Values.Sum()} requests: {string.Join(", ", asked.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))}");
        Assert.All(Gated, source => Assert.Equal((source, 1), (source, asked.GetValueOrDefault(source))));
        // The EU register can only be asked name by name, and so is read once a week.
        Assert.InRange(asked.Values.Sum(), 17, 25);
        Assert.DoesNotContain(UpstreamSource.Ctis, asked.Keys);
        service.Clock.Jump(TimeSpan.FromDays(5));
        Assert.Equal("ctis", Assert.Single(await DueAsync(service), report => report.Source == "ctis").Source);
    }

    private static async Task<IReadOnlyList<CheckReport>> DueAsync(TestService service)
    {
        var reports = new List<CheckReport>();
        foreach (var source in service.Get<SourceRegistry>().All) reports.AddRange(await service.Get<AlertRun>().CheckAsync(source, TestContext.Current.CancellationToken));
        return reports;
    }

    private static void Fill(UpstreamModel model)
    {
        var bulk = new DateOnly(2025, 12, 1);
        model.PubMed.Add(Sample.Articles(60, 1, bulk));
        model.PubMed.Add(Enumerable.Range(1, 20).Select(at => Works.Paper(at)));
        model.Trials.Add(Sample.Trials(40, 1, bulk));
        model.Labels.Add(DailyMed.Labels.Label(1));
        model.Chembl.Add(Enumerable.Range(1, 50).Select(at => Ligands.Activity(at)));
        model.OpenTargets.Add(Enumerable.Range(1, 6).Select(at => Candidates.Drug(at)));
        model.OpenTargets.Add(Enumerable.Range(1, 20).Select(at => Candidates.Disease(at)));
        model.Gtopdb.Add(Enumerable.Range(0, 5).Select(at => new TargetAlerts.Upstreams.Gtopdb.GtopdbLigandRow(5000 + at, $"made-up-{at}")));
        model.Gtopdb.Add(Enumerable.Range(1, 12).Select(Interactions.Interaction));
        model.EuropePmc.Add(Enumerable.Range(1, 20).Select(at => Rows.Preprint(at)));
        model.Crossref.Add(Enumerable.Range(1, 20).Select(at => new TargetAlerts.Upstreams.Crossref.CrossrefRecord(Works.Doi(at).ToUpperInvariant())));
        model.Reporter.Add(Enumerable.Range(1, 20).Select(at => Awards.Award(at)));
        foreach (var (endpoint, row) in new[] { (FdaRows.Apps, FdaRows.Application("NDA990001")), (FdaRows.Recalls, FdaRows.Recall("D-1-2026", "20260204")), (FdaRows.Shortages, FdaRows.Shortage("1")) }) model.Fda.Put(endpoint, "1", row);
        model.Federal.Add([.. Enumerable.Range(1, 30).Select(at => FederalRegister.Papers.Paper(at, bulk))]);
        foreach (var small in SmallWorld.All.Values) small.Fill(model);
        for (var at = 1; at <= 12; at++) model.Isrctn.Add(Isrctn.Trials.Trial(at, Isrctn.Trials.Bulk.AddHours(-at)));
        for (var at = 1; at <= 12; at++) model.Ctis.Add(Ctis.Portal.Trial(at, new(2025, 11, 1)));
    }
}
