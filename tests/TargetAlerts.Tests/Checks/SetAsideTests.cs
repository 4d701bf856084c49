using TargetAlerts.Checks;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Tests.Sources.ClinicalTrials;
using TargetAlerts.Tests.Sources.PubMed;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Checks;

/// <summary>One record that cannot be read does not stop the others; many do (DESIGN.md section 4, "Complete").</summary>
public sealed class SetAsideTests
{
    [Fact]
    public async Task A_new_paper_that_cannot_be_read_is_set_aside_and_told_when_it_can()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Untitled(3001, service.Model.Today));
        service.Model.PubMed.Add(Papers.Paper(3002, service.Model.Today));

        Assert.Equal(1, await service.CompleteAsync());
        Assert.Equal(["3001 no title"], await AsideAsync(service));
        // Long after every window: it is asked for by its number.
        for (var week = 0; week < 3; week++) await service.TomorrowAsync(7);
        Assert.Equal(["3001 no title"], await AsideAsync(service));
        service.Model.PubMed.Change(3001, paper => paper with { RawXml = null, Title = "Made-up title about the serotonin transporter" }, Papers.Bulk);

        await service.TomorrowAsync();

        Assert.Equal(["added"], await service.ToldAsync(3001));
        Assert.Empty(await AsideAsync(service));
    }

    [Fact]
    public async Task A_paper_that_could_not_be_read_at_the_baseline_is_part_of_it()
    {
        await using var service = await Papers.KnownAsync(model => model.PubMed.Add(Untitled(900, Papers.Bulk)));
        Assert.Equal(["900 no title"], await AsideAsync(service));
        service.Model.PubMed.Change(900, paper => paper with { RawXml = null, Title = "Made-up title about the serotonin transporter" });

        Assert.Equal(0, await service.CompleteAsync());

        Assert.Empty(await AsideAsync(service));
        service.Model.PubMed.Retract(900, 3003);
        await service.TomorrowAsync();
        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(900));
    }

    [Fact]
    public async Task A_known_trial_that_cannot_be_read_is_kept_and_what_happened_meanwhile_is_told()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Change(Studies.Number(1), Untitled);
        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(0.1)).Outcome);
        Assert.Equal([$"{Studies.Number(1)} no title"], await AsideAsync(service));
        service.Model.Trials.ChangeUnposted(Studies.Number(1), trial => trial with { RawJson = null, Phases = ["PHASE3"] });

        await service.NextAsync(0.1);

        Assert.Equal(["updated: phase"], await service.ToldAsync(Studies.Number(1)));
        Assert.Empty(await AsideAsync(service));
    }

    [Fact]
    public async Task It_is_asked_for_although_the_registry_has_no_new_data()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Change(Studies.Number(1), Untitled);
        await service.NextAsync(0.1);
        service.Model.Trials.DataTimestampFrozen = true;
        service.Model.Trials.ChangeUnposted(Studies.Number(1), trial => trial with { RawJson = null });

        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync(Studies.Source)).Outcome);

        Assert.Empty(await AsideAsync(service));
    }

    [Theory]
    [InlineData(20, 1, true)]
    [InlineData(20, 2, false)]
    [InlineData(300, 3, true)]
    [InlineData(300, 4, false)]
    [InlineData(1300, 10, true)]
    [InlineData(1300, 11, false)]
    public async Task More_than_one_in_a_hundred_or_ten_make_the_check_unavailable(int known, int unreadable, bool complete)
    {
        await using var service = await Studies.KnownAsync(known);
        foreach (var at in Enumerable.Range(1, unreadable)) service.Model.Trials.Change(Studies.Number(at), Untitled);
        var before = await service.StandingAsync();

        var report = await service.NextAsync(0.1);

        Assert.Equal(complete ? CheckOutcome.Complete : CheckOutcome.Unavailable, report.Outcome);
        if (complete) Assert.Equal(unreadable, (await AsideAsync(service)).Count);
        else Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task A_trial_that_was_merged_before_it_could_be_read_is_no_news()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Add(Untitled(Studies.Study(60, service.Model.Today)));
        await service.NextAsync(0.1);
        Assert.Equal([$"{Studies.Number(60)} no title"], await AsideAsync(service));
        service.Model.Trials.Merge(Studies.Number(60), Studies.Number(2));

        await service.NextAsync(1);

        Assert.Equal(0, await service.ChangesAsync());
        Assert.Empty(await AsideAsync(service));
    }

    [Fact]
    public async Task What_was_listed_never_came_and_is_listed_no_more_is_forgotten_after_a_day()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Untitled(3004, service.Model.Today));
        await service.CompleteAsync();
        service.Model.PubMed.Delete(3004);

        await service.TomorrowAsync();

        Assert.Empty(await AsideAsync(service));
        Assert.Equal(0, await service.ChangesAsync());
    }

    private static Task<IReadOnlyList<string>> AsideAsync(TestService service) => service.ListAsync<string>("SELECT id || ' ' || reason FROM set_aside ORDER BY id");

    private static Article Untitled(int pmid, DateOnly day) => Papers.Paper(pmid, day) with
    {
        RawXml = $"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle/><Abstract><AbstractText>The serotonin transporter.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>",
    };

    private static Trial Untitled(Trial trial) => trial with
    {
        RawJson = $$$"""
            {"protocolSection":{"identificationModule":{"nctId":"{{{trial.NctId}}}"},"statusModule":{"overallStatus":"RECRUITING","lastUpdatePostDateStruct":{"date":"2026-01-01"} },
             "armsInterventionsModule":{"interventions":[{"type":"DRUG","name":"Sertraline"}]} } }
            """,
    };
}
