using TargetAlerts.Checks;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Targets;

/// <summary>A resolved target goes the whole path: check → alert → change → digest → mail.</summary>
public sealed class AddedTargetTests
{
    private static readonly DateOnly Bulk = new(2025, 11, 1);

    [Theory]
    [InlineData("HER1", "EGFR", "Epidermal growth factor receptor", "Erlotinib")]
    [InlineData("GABA-A receptor", "GABA-A", "GABA-A receptor", "Zolpidem")]
    public async Task It_is_checked_and_mailed_as_the_shipped_one_is(string text, string symbol, string name, string drug)
    {
        DrugTarget profile;
        await using (var stage = await ResolvingStage.StartAsync()) profile = await stage.AddedAsync(text);
        await using var service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add([Paper(1, name), Paper(2, name), Paper(3, "nothing that is followed")]);
            model.Trials.Add([Study(1, drug), Study(2, "Placebo alone")]);
        }, targets: [TestTargets.Sert, profile]);

        var baseline = (await service.CheckAsync(target: symbol)).ToDictionary(report => report.Source);
        Assert.Equal((CheckOutcome.Baseline, 2, CheckOutcome.Baseline, 1), (baseline["pubmed"].Outcome, baseline["pubmed"].Seen, baseline["clinicaltrials"].Outcome, baseline["clinicaltrials"].Seen));
        await service.AddAlertAsync(request => request with { Targets = [symbol] });
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add([Paper(4, name, service.Model.Today)]);
        service.Model.Trials.Change("NCT80000001", trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Made up" });
        Assert.All(await service.CheckAsync(), report => Assert.Contains(report.Outcome, new[] { CheckOutcome.Complete, CheckOutcome.Baseline }));

        Assert.Equal(2, Assert.Single(await service.DigestNowAsync()).Items);
        Assert.Equal(1, (await service.DeliverAsync()).Sent);

        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));
        Assert.Matches($"^{symbol} weekly: .* · 2 items, ", mail.Subject);
        Assert.Contains("https://pubmed.ncbi.nlm.nih.gov/71000004/", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Recruiting → Terminated", mail.Text, StringComparison.Ordinal);
        Assert.Contains(drug, mail.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static Article Paper(int at, string about, DateOnly? created = null) => new()
    {
        Pmid = 71_000_000 + at,
        Title = $"Made-up paper {at} on the {about}.",
        Published = created ?? Bulk,
        Created = created ?? Bulk,
        Modified = created ?? Bulk,
    };

    private static Trial Study(int at, string drug) => new()
    {
        NctId = $"NCT{80_000_000 + at}",
        BriefTitle = $"Made-up study {at}",
        OverallStatus = "RECRUITING",
        FirstPosted = Bulk,
        LastUpdatePosted = Bulk,
        Interventions = [new("DRUG", drug)],
    };
}
