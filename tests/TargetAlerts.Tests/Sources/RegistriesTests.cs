using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Ctis;
using TargetAlerts.Upstreams.Isrctn;

namespace TargetAlerts.Tests.Sources;

/// <summary>A trial that stands in several registries is one work.</summary>
public sealed class RegistriesTests
{
    [Fact]
    public async Task A_trial_of_three_registries_is_one_item_and_another_is_its_own()
    {
        await using var service = await TestService.StartAsync(targets: [TestTargets.Drug("MADEUP", "sertraline")], sources: [UpstreamSource.ClinicalTrials, UpstreamSource.Isrctn, UpstreamSource.Ctis]);
        Assert.All(await service.CheckAsync(), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
        await service.AddAlertAsync(wish => wish with { Targets = ["MADEUP"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Add(Sample.Trial("NCT91234567", service.Model.Today) with { Interventions = [new("DRUG", "Sertraline")] });
        service.Model.Isrctn.Add(new IsrctnRecord(IsrctnModel.Number(1), "Made-up trial") { DrugNames = "Sertraline", ClinicalTrialsGovNumber = "NCT91234567" });
        service.Model.Ctis.Add(new CtisEntry(CtisModel.Number(1), "Made-up trial") { NctNumber = "NCT91234567" });
        service.Model.Ctis.Add(new CtisEntry(CtisModel.Number(2), "Another made-up trial"));

        Assert.All(await service.CheckAsync(), report => Assert.Equal((CheckOutcome.Complete, null), (report.Outcome, report.Reason)));

        Assert.Equal(4, await service.ChangesAsync());
        Assert.Equal(2, Assert.Single(await service.DigestNowAsync()).Items);
    }
}
