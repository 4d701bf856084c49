using TargetAlerts.Checks;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Tests.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Checks;

/// <summary>Two targets that hold the same trials: one change for both (DESIGN.md section 4, "Change and membership").</summary>
public sealed class SharedRecordTests
{
    [Fact]
    public async Task A_changed_fact_is_one_change_and_a_removal_is_one()
    {
        await using var service = await StartAsync();
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { Phases = ["PHASE3"] });
        service.Model.Trials.Delete(Studies.Number(2));

        for (var week = 0; week < 3; week++)
        {
            service.Clock.Jump(TimeSpan.FromDays(7));
            service.Model.Trials.DataTimestamp = service.Clock.GetUtcNow();
            Assert.All(await service.CheckAsync(Studies.Source), report => Assert.Equal(CheckOutcome.Complete, report.Outcome));
        }

        Assert.Equal(["updated: phase"], await service.ToldAsync(Studies.Number(1)));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Studies.Number(2)));
    }

    [Fact]
    public async Task A_trial_that_comes_to_a_second_target_is_its_news_although_it_was_known()
    {
        await using var service = await StartAsync();
        service.Model.Trials.Change(Studies.Number(1), trial => trial with { Interventions = [.. trial.Interventions, new("DRUG", "Madeupetine")] });

        await service.CheckAsync(Studies.Source);

        Assert.Equal(["NEW"], await service.ListAsync<string>($"SELECT target FROM changes WHERE record_id = '{Studies.Number(1)}' AND kind = 'added'"));
        Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM changes WHERE record_id = '{Studies.Number(1)}' AND kind = 'updated'"));
    }

    [Fact]
    public async Task The_version_is_asked_once_for_all_targets()
    {
        await using var service = await StartAsync();
        service.Upstream.Log.Clear();

        await service.CheckAsync(Studies.Source);

        Assert.Single(service.Upstream.Log.Requests);
    }

    private static async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(
            model => model.Trials.Add([.. Enumerable.Range(1, 20).Select(at => Studies.Study(at)), Studies.Study(30, new DateOnly(2026, 2, 25)) with { Interventions = [new("DRUG", "Madeupetine")] }]),
            targets: [TestTargets.Sert, TestTargets.Drug("OLD", "sertraline"), TestTargets.Drug("NEW", "madeupetine")]);
        Assert.All(await service.CheckAsync(Studies.Source), report => Assert.Equal(CheckOutcome.Baseline, report.Outcome));
        return service;
    }
}
