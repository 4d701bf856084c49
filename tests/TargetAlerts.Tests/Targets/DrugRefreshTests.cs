using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Tests.Sources.Chembl;
using TargetAlerts.Tests.Sources.ClinicalTrials;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.OpenTargets;

namespace TargetAlerts.Tests.Targets;

/// <summary>A target's drugs follow the releases of ChEMBL and Open Targets, within what an admin wrote.</summary>
public sealed class DrugRefreshTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_release_brings_its_drugs_and_an_old_one_costs_no_request(DatabaseKind database)
    {
        await using var service = await StartAsync(database);
        service.Upstream.Log.Clear();

        await MaintainAsync(service);

        Assert.Equal([("madeupine-1", DrugTier.Acts, "chembl"), ("madeupine-2", DrugTier.Acts, "chembl"), ("onlyhere", DrugTier.Mixed, "opentargets")], Fresh(service));
        Assert.NotEmpty(service.Upstream.Log.Requests);
        service.Upstream.Log.Clear();
        await MaintainAsync(service);
        Assert.Empty(service.Upstream.Log.Requests);

        service.Model.Chembl.AddDrug(7);
        await MaintainAsync(service);
        Assert.DoesNotContain(Fresh(service), drug => drug.Name == "madeupine-7");
        await service.ReleasedAsync();
        await MaintainAsync(service);
        Assert.Contains(("madeupine-7", DrugTier.Acts, "chembl"), Fresh(service));
    }

    [Fact]
    public async Task A_drug_of_a_new_release_brings_old_trials_silently_and_swallows_no_real_change()
    {
        await using var service = await StartAsync();
        await MaintainAsync(service);
        await service.CheckAsync(Studies.Source);
        service.Model.Trials.Add([Of(70, "MADEUPINE-7", Studies.Bulk), Of(72, "MADEUPINE-7", service.Model.Today)]);
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "made up" });
        service.Model.Chembl.AddDrug(7);
        await service.ReleasedAsync();
        await MaintainAsync(service);

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Studies.Source)).Outcome);

        Assert.Empty(await service.ToldAsync(Studies.Number(70)));
        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(72)));
        Assert.StartsWith("updated: status", Assert.Single(await service.ToldAsync(Studies.Number(1))), StringComparison.Ordinal);
        service.Model.Trials.Change(Studies.Number(70), trial => trial with { Phases = ["PHASE3"] });
        await service.CheckAsync(Studies.Source);
        Assert.Equal(["updated: phase"], await service.ToldAsync(Studies.Number(70)));
    }

    [Fact]
    public async Task What_an_admin_wrote_goes_before_and_a_drug_no_longer_named_stays()
    {
        var sert = TestTargets.Sert with { Drugs = [.. TestTargets.Sert.Drugs, new("madeupine-1", DrugTier.Dropped), new("madeupine-2", DrugTier.Mixed) { Pinned = true, From = "chembl" }] };
        await using var service = await StartAsync(target: sert);
        service.Model.Chembl.AddDrug(7);
        await service.ReleasedAsync();
        await MaintainAsync(service);
        Assert.Equal([("onlyhere", DrugTier.Mixed, "opentargets"), ("madeupine-7", DrugTier.Acts, "chembl")], Fresh(service).OrderByDescending(drug => drug.Name));
        Assert.Equal([DrugTier.Dropped, DrugTier.Mixed], service.Get<TargetCatalog>().Get("SERT").Drugs.Where(drug => drug.Name is "madeupine-1" or "madeupine-2").Select(drug => drug.Tier));

        service.Model.Chembl.Delete("mechanism", "7");
        await service.ReleasedAsync();
        await MaintainAsync(service);

        Assert.Contains(Fresh(service), drug => drug.Name == "madeupine-7");
    }

    [Fact]
    public async Task A_release_that_cannot_be_asked_leaves_the_drugs_and_is_asked_again()
    {
        await using var service = await StartAsync();
        await MaintainAsync(service);
        service.Model.Chembl.AddDrug(7);
        await service.ReleasedAsync();
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.Chembl), FaultKind.MissingElement, 2));

        await MaintainAsync(service);
        Assert.Equal(3, Fresh(service).Count);
        service.Upstream.Faults.Clear();
        await MaintainAsync(service);
        Assert.Equal(4, Fresh(service).Count);
    }

    private static IReadOnlyList<(string Name, DrugTier Tier, string? From)> Fresh(TestService service) =>
        [.. service.Get<TargetCatalog>().Get("SERT").Drugs.Where(drug => !service.Get<TargetCatalog>().Written("SERT")!.Drugs.Any(one => one.Name == drug.Name)).Select(drug => (drug.Name, drug.Tier, drug.From))];

    private static Task MaintainAsync(TestService service) => service.Get<AlertRun>().MaintainAsync(TestContext.Current.CancellationToken);

    private static async Task<TestService> StartAsync(DatabaseKind database = DatabaseKind.Sqlite, DrugTarget? target = null)
    {
        var service = await TestService.StartAsync(model =>
        {
            model.Chembl.Add(Ligands.Activity(1));
            model.Chembl.AddDrug(1);
            model.Chembl.AddDrug(2);
            model.OpenTargets.Add(new OpenTargetsDrugRow(Ligands.Molecule(1), "MADEUPINE-1", "PHASE_2"), new OpenTargetsDrugRow("CHEMBL5999999", "ONLYHERE", "PHASE_1"));
            model.Trials.Add([.. Enumerable.Range(1, 20).Select(at => Studies.Study(at))]);
        }, targets: [target ?? TestTargets.Sert], database: database, sources: [UpstreamSource.Chembl, UpstreamSource.OpenTargets, UpstreamSource.ClinicalTrials]);
        Assert.All(await service.CheckAsync(), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
        return service;
    }

    private static TargetAlerts.Upstreams.ClinicalTrials.Trial Of(int at, string drug, DateOnly posted) => Studies.Study(at, posted) with { Interventions = [new("DRUG", drug)] };
}
