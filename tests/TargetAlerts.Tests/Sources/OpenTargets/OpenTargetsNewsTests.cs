using TargetAlerts.Checks;
using TargetAlerts.Upstreams.OpenTargets;

namespace TargetAlerts.Tests.Sources.OpenTargets;

/// <summary>What is news and what is not (SPEC.md, "What matters" and "Breaking changes").</summary>
public sealed class OpenTargetsNewsTests
{
    public static TheoryData<string?, string?, int> Stages => new()
    {
        { "PHASE_2", "PHASE_3", 2 },
        { "PHASE_3", "APPROVAL", 2 },
        { "APPROVAL", "PHASE_4", -1 },
        { "PHASE_4", "APPROVAL", -1 },
        { "APPROVAL", "WITHDRAWAL", 2 },
        { "WITHDRAWAL", "APPROVAL", 1 },
        { "PHASE_3", "PHASE_2", 0 },
        { "PHASE_2", "SOMETHING_NEW", -1 },
        { "SOMETHING_NEW", "PHASE_2", 2 },
        { "PHASE_2", null, -1 },
    };

    [Theory, MemberData(nameof(Stages))]
    public async Task A_stage_up_matters_and_approval_and_phase_4_are_one(string? from, string? to, int severity)
    {
        await using var service = await Candidates.KnownAsync(fill: model => model.OpenTargets.Add(Candidates.Drug(9, from)));
        service.Model.OpenTargets.Add(Candidates.Drug(9, to));

        Assert.Equal(CheckOutcome.Complete, (await service.PublishedAsync()).Outcome);

        Assert.Equal(severity < 0 ? [] : ["updated: stage"], await service.ToldAsync(Candidates.DrugId(9)));
        Assert.Equal(severity, await service.ReadAsync<int>("SELECT COALESCE(MAX(severity), -1) FROM changes"));
    }

    [Fact]
    public async Task Diseases_that_move_to_another_ontology_or_are_renamed_are_no_news()
    {
        await using var service = await Candidates.KnownAsync();
        var model = service.Model.OpenTargets;
        foreach (var at in Enumerable.Range(1, 20))
        {
            model.Delete(Candidates.Disease(at).Id);
            // Half keep their name in another case, one keeps its id under another name.
            model.Add(at == 20 ? new OpenTargetsDiseaseRow(Candidates.Disease(at).Id, "renamed disease", 0.5) : new($"MONDO_{at}", $"Made-up Disease {at}", 0.5));
        }
        foreach (var at in Enumerable.Range(1, 6)) model.Add(Candidates.Drug(at) with { Diseases = [("MONDO_0000001", "Made-up disorder")] });
        model.Add(Candidates.Disease(30));

        Assert.Equal((CheckOutcome.Complete, 1, 0), (await service.PublishedAsync()) is var report ? (report.Outcome, report.Added, report.Updated) : default);
        Assert.Equal((CheckOutcome.Complete, 0, 0), (await service.PublishedAsync()) is var next ? (next.Outcome, next.Added, next.Withdrawn) : default);

        Assert.Equal(["added"], await service.ToldAsync(Candidates.DiseaseId(30)));
        Assert.Equal("https://platform.opentargets.org/evidence/ENSG00000108576/MONDO_1", await service.ReadAsync<string>($"SELECT link FROM records WHERE id = '{Candidates.DiseaseId(1)}'"));
    }

    [Fact]
    public async Task A_wave_of_diseases_that_cannot_be_paired_is_held_back()
    {
        await using var service = await Candidates.KnownAsync();
        foreach (var at in Enumerable.Range(1, 10))
        {
            service.Model.OpenTargets.Delete(Candidates.Disease(at).Id);
            service.Model.OpenTargets.Add(new OpenTargetsDiseaseRow($"MONDO_{at}", $"another disease {at}", 0.5));
        }

        Assert.Equal(CheckOutcome.Quarantined, (await service.PublishedAsync()).Outcome);
        Assert.Equal(0, await service.ChangesAsync());
    }

    [Theory]
    [InlineData(0.60, "genetic_association", 0.9, "updated: score")]
    [InlineData(0.60, "literature", 0.9, "")]
    [InlineData(0.58, "genetic_association", 0.9, "")]
    [InlineData(0.40, "genetic_association", 0.2, "")]
    public async Task A_score_is_told_when_it_rose_and_not_by_literature_alone(double score, string type, double now, string told)
    {
        await using var service = await Candidates.KnownAsync();
        var types = new Dictionary<string, double> { ["genetic_association"] = 0.5 };
        types[type] = now;
        service.Model.OpenTargets.Add(Candidates.Disease(3, score) with { Types = types });

        Assert.Equal(CheckOutcome.Complete, (await service.PublishedAsync()).Outcome);

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync(Candidates.DiseaseId(3)));
    }

    [Fact]
    public async Task A_salt_beside_its_parent_is_one_drug_and_the_furthest_stage_counts()
    {
        await using var service = await Candidates.KnownAsync();
        service.Model.OpenTargets.Add(new OpenTargetsDrugRow("CHEMBL5999999", "MADEUPINE-1 HYDROCHLORIDE", "PHASE_3"));
        service.Model.OpenTargets.Add(new OpenTargetsDrugRow("CHEMBL5999998", "MADEUPINE-1 VEDOTIN", "PHASE_1"));

        await service.PublishedAsync();

        Assert.Equal(["updated: stage"], await service.ToldAsync(Candidates.DrugId(1)));
        Assert.Equal(["added"], await service.ToldAsync($"{Candidates.Gene}:drug:CHEMBL5999998:MADEUPINE-1 VEDOTIN"));
        Assert.Equal(2, await service.ChangesAsync());
    }

    [Fact]
    public async Task New_diseases_stops_for_safety_and_liabilities_are_told_with_their_weight()
    {
        await using var service = await Candidates.KnownAsync();
        var model = service.Model.OpenTargets;
        model.Add(Candidates.Drug(1) with { Diseases = [("EFO_0000001", "made-up disorder"), ("EFO_0000002", "made-up pain")] });
        model.Add(Candidates.Drug(2) with { SafetyStops = ["NCT99999999"] });
        model.SafetyEvents.Add("Made-up arrhythmia");
        model.Add(Candidates.Disease(40) with { Types = new Dictionary<string, double> { ["literature"] = 0.8 } });

        await service.PublishedAsync();

        Assert.Equal(["updated diseases 1", "updated safetyStops 2", "updated safety 2", "added  0"], [.. (await service.ListAsync<string>(
            "SELECT kind || ' ' || COALESCE(json_extract(facts, '$[0].f'), '') || ' ' || severity FROM changes ORDER BY number")).Order(Comparer<string>.Create((a, b) => Place(a) - Place(b)))]);
        Assert.Equal("[\"nct:NCT99999999\"]", await service.ReadAsync<string>($"SELECT related FROM records WHERE id = '{Candidates.DrugId(2)}'"));
        // The question for stops may be lost: what was known stands.
        model.Removed.Add("trialStopReasonCategories");
        Assert.Equal((CheckOutcome.Complete, 0), (await service.PublishedAsync()) is var report ? (report.Outcome, report.Updated) : default);
        model.Removed.Clear();
        Assert.Equal(0, (await service.PublishedAsync()).Updated);

        static int Place(string line) => Array.IndexOf(["updated diseases 1", "updated safetyStops 2", "updated safety 2", "added  0"], line);
    }
}
