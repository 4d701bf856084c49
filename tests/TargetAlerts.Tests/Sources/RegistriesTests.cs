using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Ctis;
using TargetAlerts.Upstreams.Isrctn;
using TargetAlerts.Upstreams.PubMed;

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

    [Fact]
    public async Task It_is_one_item_also_where_only_ClinicalTrials_gov_names_the_other_number_and_a_paper_that_names_it_is_related()
    {
        await using var service = await TestService.StartAsync(targets: [TestTargets.Drug("MADEUP", "sertraline")], sources: [UpstreamSource.PubMed, UpstreamSource.ClinicalTrials, UpstreamSource.Ctis]);
        Assert.All(await service.CheckAsync(), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
        await service.AddAlertAsync(wish => wish with { Targets = ["MADEUP"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Add(Sample.Trial("NCT91234567", service.Model.Today) with { BriefTitle = "Made-up trial of two registries", Interventions = [new("DRUG", "Sertraline")], SecondaryIds = [CtisModel.Number(1), "R01-MADE-UP"] });
        service.Model.Ctis.Add(new CtisEntry(CtisModel.Number(1), "Made-up trial"));
        service.Model.PubMed.Add([new Article
        {
            Pmid = 71_000_001,
            Title = "Made-up paper on the MADEUP protein.",
            Abstract = [new(null, "Nothing here is true. Registered as NCT91234567.")],
            Published = service.Model.Today,
            Created = service.Model.Today,
            Modified = service.Model.Today,
        }]);

        Assert.All(await service.CheckAsync(), report => Assert.Equal((CheckOutcome.Complete, null), (report.Outcome, report.Reason)));
        Assert.Equal(3, await service.ChangesAsync());
        Assert.Equal(2, Assert.Single(await service.DigestNowAsync()).Items);

        await service.DeliverAsync();
        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));
        var paper = mail.Text[mail.Text.IndexOf("Made-up paper", StringComparison.Ordinal)..];
        Assert.Contains("two registries", paper, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2098-123456-42")]
    [InlineData("NCT91234561")]
    public async Task Another_trial_of_one_registry_stays_its_own_though_it_names_the_same_protocol_or_its_parent(string named)
    {
        await using var service = await TestService.StartAsync(model => model.Trials.Add(Of("NCT91234561", model.Today.AddDays(-90), "2098-123456-42")), targets: [TestTargets.Drug("MADEUP", "sertraline")], sources: [UpstreamSource.ClinicalTrials]);
        await service.CheckAsync();
        await service.AddAlertAsync(wish => wish with { Targets = ["MADEUP"] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Add(Of("NCT91234562", service.Model.Today, named));

        await service.CheckAsync();

        Assert.Equal(1, Assert.Single(await service.DigestNowAsync()).Items);
    }

    private static TargetAlerts.Upstreams.ClinicalTrials.Trial Of(string id, DateOnly day, string named) =>
        Sample.Trial(id, day) with { Interventions = [new("DRUG", "Sertraline")], SecondaryIds = [named] };
}
