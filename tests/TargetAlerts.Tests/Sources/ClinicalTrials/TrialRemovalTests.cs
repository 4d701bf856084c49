using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.ClinicalTrials;

/// <summary>What becomes of a trial that a full reading no longer holds.</summary>
public sealed class TrialRemovalTests
{
    [Fact]
    public async Task A_trial_that_is_not_found_by_its_number_twice_a_day_apart_is_withdrawn_once()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Delete(Studies.Number(1));
        await service.NextAsync(0, full: true);
        await service.NextAsync(0.5);
        Assert.Empty(await service.ToldAsync(Studies.Number(1)));

        await service.NextAsync(0.5);

        for (var week = 0; week < 3; week++) Assert.Equal(0, (await service.NextAsync(7)).Withdrawn);
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Studies.Number(1)));
    }

    [Fact]
    public async Task The_second_look_does_not_wait_for_data_that_moved()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Delete(Studies.Number(1));
        await service.NextAsync(0, full: true);
        service.Clock.Jump(TimeSpan.FromHours(21));

        var report = await service.CheckOneAsync(Studies.Source);

        Assert.Equal((CheckOutcome.Complete, 1), (report.Outcome, report.Withdrawn));
    }

    [Fact]
    public async Task A_page_for_people_instead_of_not_found_is_no_proof()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Delete(Studies.Number(1));
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.ClinicalTrials, "study"), FaultKind.Status, Fault.Always) { Status = 404 });

        var report = await service.NextAsync(0, full: true);

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task A_trial_merged_into_another_is_told_at_once_and_once()
    {
        await using var service = await Studies.KnownAsync();
        service.Model.Trials.Merge(Studies.Number(1), Studies.Number(2));

        for (var week = 0; week < 3; week++) await service.NextAsync(7);

        Assert.Equal([$"withdrawn: merged into {Studies.Number(2)}"], await service.ToldAsync(Studies.Number(1)));
        Assert.Empty(await service.ToldAsync(Studies.Number(2)));
    }

    [Fact]
    public async Task A_trial_absent_first_and_merged_then_is_told_once()
    {
        await using var service = await Studies.KnownAsync();
        var trial = service.Model.Trials.Find(Studies.Number(1))!;
        service.Model.Trials.Delete(trial.NctId);
        await service.NextAsync(0, full: true);
        service.Model.Trials.Add(trial);
        service.Model.Trials.Merge(trial.NctId, Studies.Number(2));

        for (var day = 0; day < 4; day++) await service.NextAsync(1);

        Assert.Equal([$"withdrawn: merged into {Studies.Number(2)}"], await service.ToldAsync(trial.NctId));
    }

    [Fact]
    public async Task A_trial_that_no_longer_matches_leaves_silently_and_comes_back_silently()
    {
        await using var service = await Studies.KnownAsync(fill: model => model.Trials.Add(Mentioning()));
        service.Model.Trials.ChangeUnposted(Studies.Number(50), trial => trial with { ArmDescriptions = ["on any antidepressant"] });
        Assert.Equal(0, Told(await service.NextAsync(7)));
        Assert.NotNull(await service.ReadAsync<string>($"SELECT left_at FROM memberships WHERE id = '{Studies.Number(50)}'"));
        // What happens to it while it is away is not this target's news.
        service.Model.Trials.Change(Studies.Number(50), trial => trial with { Phases = ["PHASE4"] });
        await service.NextAsync(1);
        service.Model.Trials.ChangeUnposted(Studies.Number(50), trial => trial with { Phases = ["PHASE2"], ArmDescriptions = ["on sertraline as before"] });

        Assert.Equal(0, Told(await service.NextAsync(7)));

        Assert.Equal(0, await service.ChangesAsync());
        Assert.Null(await service.ReadAsync<string>($"SELECT left_at FROM memberships WHERE id = '{Studies.Number(50)}'"));
    }

    [Fact]
    public async Task A_trial_that_only_mentions_a_drug_is_marked()
    {
        await using var service = await Studies.KnownAsync(fill: model => model.Trials.Add(Mentioning() with { BriefTitle = "Made-up sleep study in users of sertraline" }));

        Assert.Contains("drug, mentioned", await MatchesAsync(50), StringComparison.Ordinal);
        Assert.DoesNotContain("mentioned", await MatchesAsync(1), StringComparison.Ordinal);

        Task<string> MatchesAsync(int at) => service.ReadAsync<string>($"SELECT matches FROM memberships WHERE id = '{Studies.Number(at)}'");
    }

    [Fact]
    public async Task One_bad_number_among_many_is_found_by_asking_one_by_one()
    {
        await using var service = await Studies.KnownAsync();
        var all = service.Model.Trials;
        all.Delete(Studies.Number(1));
        all.ChangeUnposted(Studies.Number(2), Unrelated);
        all.ChangeUnposted(Studies.Number(3), Unrelated);
        service.Upstream.Log.Clear();

        var report = await service.NextAsync(0, full: true);

        Assert.Equal(CheckOutcome.Complete, report.Outcome);
        Assert.Contains(service.Upstream.Log.Requests, request => request["filter.ids"] is not null && request.Status == 400);
        Assert.Equal(3, service.Upstream.Log.Of(UpstreamSource.ClinicalTrials, "study").Count);
        Assert.Equal([Studies.Number(1)], await service.ListAsync<string>("SELECT id FROM absences"));
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships WHERE left_at IS NOT NULL"));
    }

    private static Trial Unrelated(Trial trial) => trial with { Interventions = [new("DRUG", "Aspirin")] };

    private static Trial Mentioning() => Studies.Study(50) with { Interventions = [new("BEHAVIORAL", "Sleep training")], ArmDescriptions = ["on sertraline as before"] };

    private static int Told(CheckReport report)
    {
        Assert.Equal(CheckOutcome.Complete, report.Outcome);
        return report.Added + report.Updated + report.Withdrawn;
    }
}
