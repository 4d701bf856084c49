using TargetAlerts.Checks;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.OpenTargets;

/// <summary>The release gate, the sections and what they say is gone (SPEC.md, "Gate" and "Breaking changes").</summary>
public sealed class OpenTargetsCheckTests
{
    [Fact]
    public async Task A_release_that_is_known_costs_one_request_and_a_patch_is_another_release()
    {
        await using var service = await Candidates.KnownAsync();
        service.Model.OpenTargets.Add(Candidates.Drug(50));

        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Candidates.Source)) is var report ? (report.Outcome, report.Seen) : default);
        Assert.Single(service.Upstream.Log.Requests);
        Assert.Equal("26.03", await service.ReadAsync<string>("SELECT gate FROM watches"));

        Assert.Equal(1, (await service.PublishedAsync(patch: true)).Added);
        Assert.Equal("26.03.2", await service.ReadAsync<string>("SELECT gate FROM watches"));
        Assert.Equal(5, service.Upstream.Log.Requests.Count);
    }

    [Fact]
    public async Task Diseases_are_read_in_pages_and_kept_from_the_lowest_score_on()
    {
        await using var service = await TestService.StartAsync(model => model.OpenTargets.Add(Enumerable.Range(1, 700).Select(at => Candidates.Disease(at, at / 700.0))), sources: [UpstreamSource.OpenTargets]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Candidates.Source)).Outcome);

        Assert.Equal(491, await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE kind = 'association'"));
        Assert.Equal(6, service.Upstream.Log.Requests.Count);
    }

    [Fact]
    public async Task A_section_that_is_refused_is_noted_keeps_its_state_and_is_told_once_it_answers_again()
    {
        await using var service = await Candidates.KnownAsync();
        var model = service.Model.OpenTargets;
        model.Removed.Add("associatedDiseases");
        model.Add(Candidates.Disease(50));
        model.Delete(Candidates.Disease(1).Id);
        model.Add(Candidates.Drug(50));

        var report = await service.PublishedAsync();

        Assert.Equal((CheckOutcome.Complete, 1, 0), (report.Outcome, report.Added, report.Withdrawn));
        Assert.Equal("associations of ENSG00000108576 could not be asked: “Cannot query field 'associatedDiseases' on type 'Target'.”", await service.ReadAsync<string>("SELECT notes FROM watches"));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM absences"));
        model.Removed.Clear();
        Assert.Equal((CheckOutcome.Complete, 1), (await service.PublishedAsync()) is var next ? (next.Outcome, next.Added) : default);
        Assert.Equal(["added"], await service.ToldAsync(Candidates.DiseaseId(50)));
    }

    [Fact]
    public async Task Where_every_section_is_refused_the_source_is_unavailable()
    {
        await using var service = await Candidates.KnownAsync();
        service.Model.OpenTargets.Removed.Add("target");
        var before = await service.StandingAsync();

        var report = await service.PublishedAsync();

        Assert.Equal((CheckOutcome.Unavailable, "every question was refused: Cannot query field 'target' on type 'Target'."), (report.Outcome, report.Reason));
        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task A_gene_that_is_not_known_and_a_profile_without_one_say_so()
    {
        await using var service = await TestService.StartAsync(model => model.OpenTargets.Target = "ENSG00000000001", targets: [TestTargets.Sert, TestTargets.Drug("NONE", "sertraline")], sources: [UpstreamSource.OpenTargets]);

        Assert.All(await service.CheckAsync(), report => Assert.Equal((CheckOutcome.Baseline, 0), (report.Outcome, report.Seen)));

        Assert.Equal(["NONE the target's profile has no Ensembl gene", "SERT Open Targets does not know ENSG00000108576"], await service.ListAsync<string>("SELECT target || ' ' || notes FROM watches ORDER BY target"));
    }

    [Fact]
    public async Task What_is_gone_twice_is_withdrawn_and_what_fell_below_the_lowest_score_leaves_silently()
    {
        await using var service = await Candidates.KnownAsync();
        var model = service.Model.OpenTargets;
        model.Delete(Candidates.Drug(1).Drug);
        model.Delete(Candidates.Disease(1).Id);
        model.Add(Candidates.Disease(2, 0.29));

        Assert.Equal(0, (await service.PublishedAsync()).Withdrawn);
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckOneAsync(Candidates.Source);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Candidates.DrugId(1)));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Candidates.DiseaseId(1)));
        Assert.Empty(await service.ToldAsync(Candidates.DiseaseId(2)));
        model.Add(Candidates.Disease(2, 0.31));
        Assert.Equal(0, (await service.PublishedAsync()).Added);
    }
}
