using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Tests.Sources.Chembl;
using TargetAlerts.Tests.Web.Admin;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.OpenTargets;

namespace TargetAlerts.Tests.Browser;

/// <summary>A service that has run for some weeks over made-up records: every page has something to show, long titles among it.</summary>
internal static class MadeUpMonths
{
    public const string Empty = "NODATA";

    private const string LongTitle = "Made-up long title: allosteric modulation of the human serotonin transporter by conformation-selective (2S,4S)-citalopram analogues with picomolar residence times, "
        + "a randomised, double-blind, placebo-controlled, multicentre crossover study with 5-hydroxytryptamine-transporter-occupancy-positron-emission-tomography in 1,204 volunteers over fifty-two weeks";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Reader> StartAsync() => Reader.StartAsync(fill: Fill, configure: options =>
    {
        AdminBrowser.Configure(options);
        options.Web.SignUp = SignUpRule.Open;
    }, sources: [UpstreamSource.PubMed, UpstreamSource.ClinicalTrials, UpstreamSource.Chembl, UpstreamSource.OpenTargets, UpstreamSource.Rcsb], catalog: Catalog);

    /// <summary>Lets the weeks pass; the alert of it all, and its last digest told of the last of them.</summary>
    public static async Task<string> PassAsync(TestService service)
    {
        foreach (var source in new[] { "pubmed", "clinicaltrials", "chembl", "opentargets", "rcsb" }) await service.CheckAsync(source, target: "SERT");
        var alert = await service.AddAlertAsync();
        for (var week = 1; week <= 4; week++)
        {
            service.Clock.Jump(TimeSpan.FromDays(7));
            News(service.Model, week);
            foreach (var source in new[] { "pubmed", "clinicaltrials", "chembl", "rcsb" }) await service.CheckAsync(source, target: "SERT");
            await service.DigestNowAsync();
            await service.DeliverAsync();
        }
        return alert;
    }

    /// <summary>What makes work for an admin: a source that is down, a result that is held back, a suppressed address, an alarm, other alerts.</summary>
    public static async Task TroubleAsync(TestService service)
    {
        await service.AddAlertAsync(request => request with { Confirmed = false }, "an.address.of.some.length@department-of-made-up-pharmacology.example.org");
        await service.Get<AlertDesk>().PauseAsync(await service.AddAlertAsync(request => request with { Frequency = "daily", Terms = ["MDMA"] }, "ben@example.org"), Stop);
        await service.Get<Bounces>().SuppressAsync("cleo@example.org", "550 5.1.1 <cleo@example.org> unknown", Stop);
        await service.Get<AlarmStore>().AddAsync("relay", "The relay refused the sender (made up)", Stop);
        service.Clock.Jump(TimeSpan.FromDays(1));
        foreach (var trial in service.Model.Trials.Studies.Take(30).ToList()) service.Model.Trials.Delete(trial.NctId);
        await service.CheckAsync("clinicaltrials", full: true, target: "SERT");
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Status, Fault.Always) { Status = 503 });
        await service.CheckAsync("pubmed", target: "SERT");
    }

    private static void Fill(UpstreamModel model)
    {
        Sample.Fill(model);
        for (var week = 1; week < 52; week++)
        {
            var day = model.Today.AddDays(-7 * week);
            for (var at = 0; at < 2 + (week * 5 % 7); at++) model.PubMed.Add(Sample.Article(96_000_000 + (week * 10) + at, day, week));
            if (week % 3 > 0) model.Trials.Add(Sample.Trial($"NCT{92_000_000 + week}", day, week));
        }
        model.Chembl.Add(Ligands.Activity(1));
        for (var at = 1; at <= 14; at++) model.Chembl.AddDrug(at, "4.0");
        for (var at = 15; at <= 22; at++) model.Chembl.AddDrug(at, at % 2 == 0 ? "3.0" : "1.0");
        for (var at = 31; at <= 35; at++) model.Chembl.AddDrug(at, "2.0");
        model.OpenTargets.Add(new OpenTargetsDrugRow(Ligands.Molecule(1), "MADEUPINE-1", "APPROVAL"));
        for (var at = 0; at < 24; at++) model.Structures.Add(Web.TargetFiguresTests.Entry($"{1 + (at / 9)}MA{at % 9}", 2.4m + (at % 7 * 0.2m), new DateOnly(2016 + (at / 3), 1 + (at % 12), 5), at % 3 == 0 ? "X-RAY DIFFRACTION" : "ELECTRON MICROSCOPY"));
    }

    private static void News(UpstreamModel model, int week)
    {
        for (var scene = 0; scene < week; scene++) model.Advance();
        model.PubMed.Add(Sample.Article(97_000_000 + week, model.Today) with { Title = week % 2 == 0 ? LongTitle : "ناقل السيروتونين (made up): 5-HTT و SLC6A4" });
        model.Structures.Add(Web.TargetFiguresTests.Entry($"9ZZ{week}", 2.2m, model.Today, "ELECTRON MICROSCOPY"));
    }

    // A file that the admin pages can edit, and a target that nothing is known of.
    private static TargetCatalog Catalog(string folder)
    {
        var targets = Directory.CreateDirectory(Path.Combine(folder, "targets")).FullName;
        File.Copy(Path.Combine(TestTargets.ConfigFolder, "targets", "SERT.json"), Path.Combine(targets, "SERT.json"));
        File.WriteAllText(Path.Combine(targets, Empty + ".json"), """{ "symbol": "NODATA", "name": "made-up protein of which nothing is known", "names": [{ "text": "made-up nodata protein" }] }""");
        return TargetCatalog.Read(targets);
    }
}
