using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Tests.Sources;
using TargetAlerts.Tests.Sources.ClinicalTrials;

namespace TargetAlerts.Tests.Checks;

/// <summary>A full listing that cannot be believed is held back (DESIGN.md section 4, "Quarantine").</summary>
public sealed class QuarantineTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listing_without_a_third_of_the_known_trials_is_held_back_and_moves_nothing()
    {
        await using var service = await Studies.KnownAsync(30);
        var before = await service.StandingAsync();

        var report = await ShrinkAsync(service);

        Assert.Equal((CheckOutcome.Quarantined, "9 of 30 known records are missing"), (report.Outcome, report.Reason));
        Assert.Equal(before, await service.StandingAsync());
        Assert.Equal("quarantined", (await service.ReadAsync<string>("SELECT state FROM watches")).ToLowerInvariant());
    }

    [Fact]
    public async Task A_healthy_listing_the_next_day_discards_it_by_itself()
    {
        await using var service = await Studies.KnownAsync(30);
        var all = service.Model.Trials.Studies;
        await ShrinkAsync(service);
        service.Model.Trials.Add(all);

        var report = await service.NextAsync(1);

        // The news that waited in the held listing are told now.
        Assert.Equal((CheckOutcome.Complete, 1, 0), (report.Outcome, report.Added, report.Withdrawn));
        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(99)));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM staged"));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE outcome = 'quarantined'"));
    }

    [Fact]
    public async Task Released_by_a_person_it_is_told_and_what_was_missing_is_withdrawn_once()
    {
        await using var service = await Studies.KnownAsync(30);
        await ShrinkAsync(service);

        Assert.Equal(["SERT"], await service.Get<Quarantine>().ReleaseAsync(Studies.Source, null, Stop));

        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(99)));
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Studies.Number(1)));
        Assert.Equal(9, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes WHERE kind = 'withdrawn'"));
        var next = await service.NextAsync(7);
        Assert.Equal((CheckOutcome.Complete, 0), (next.Outcome, next.Added + next.Updated + next.Withdrawn));
    }

    [Fact]
    public async Task Discarded_it_is_forgotten()
    {
        await using var service = await Studies.KnownAsync(30);
        var before = await service.StandingAsync();
        await ShrinkAsync(service);

        await service.Get<Quarantine>().DiscardAsync(Studies.Source, "SERT", Stop);

        Assert.Equal(before, await service.StandingAsync());
        Assert.Equal(0, await service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM staged) + (SELECT COUNT(*) FROM staged_changes)"));
        await Assert.ThrowsAsync<UsageException>(() => service.Get<Quarantine>().ReleaseAsync(Studies.Source, null, Stop));
    }

    [Fact]
    public async Task A_second_equal_listing_a_day_later_confirms_it_but_for_the_removals()
    {
        await using var service = await Studies.KnownAsync(30);
        await ShrinkAsync(service);
        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(0.5)).Outcome);
        Assert.Empty(await service.ToldAsync(Studies.Number(99)));

        var report = await service.NextAsync(0.5);

        Assert.Equal((CheckOutcome.Complete, 1, 0), (report.Outcome, report.Added, report.Withdrawn));
        Assert.Equal(["added"], await service.ToldAsync(Studies.Number(99)));
        Assert.Empty(await service.ToldAsync(Studies.Number(1)));
        Assert.Equal(31, await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE gone_at IS NULL"));
    }

    [Fact]
    public async Task A_listing_that_differs_from_the_held_one_starts_the_wait_anew()
    {
        await using var service = await Studies.KnownAsync(30);
        await ShrinkAsync(service);
        service.Model.Trials.Delete(Studies.Number(20));

        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(1)).Outcome);
        Assert.Equal(CheckOutcome.Quarantined, (await service.NextAsync(0.5)).Outcome);
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM checks WHERE outcome = 'quarantined'"));
        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(0.5)).Outcome);
    }

    [Fact]
    public async Task A_change_of_one_fact_on_every_trial_gets_through()
    {
        await using var service = await Studies.KnownAsync(30);
        foreach (var trial in service.Model.Trials.Studies) service.Model.Trials.Change(trial.NctId, one => one with { OverallStatus = "SUSPENDED" });

        var report = await service.NextAsync(0, full: true);

        Assert.Equal((CheckOutcome.Complete, 30), (report.Outcome, report.Updated));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public async Task A_fact_that_is_absent_on_more_than_a_fifth_is_a_fault_of_the_source(int without, bool held)
    {
        await using var service = await Studies.KnownAsync(30);
        foreach (var at in Enumerable.Range(1, without)) service.Model.Trials.ChangeUnposted(Studies.Number(at), trial => trial with { Phases = [] });

        Assert.Equal(held ? CheckOutcome.Quarantined : CheckOutcome.Complete, (await service.NextAsync(0, full: true)).Outcome);
    }

    [Fact]
    public async Task A_window_of_days_is_never_judged()
    {
        await using var service = await Studies.KnownAsync(30);
        foreach (var trial in service.Model.Trials.Studies) service.Model.Trials.Change(trial.NctId, one => one with { Phases = [] });

        var report = await service.NextAsync(0.1);

        Assert.Equal((CheckOutcome.Complete, 30), (report.Outcome, report.Updated));
    }

    [Fact]
    public async Task Fewer_than_ten_known_trials_are_not_judged()
    {
        await using var service = await Studies.KnownAsync(9);
        foreach (var at in Enumerable.Range(1, 5)) service.Model.Trials.Delete(Studies.Number(at));

        Assert.Equal((CheckOutcome.Complete, 0), await service.NextAsync(0, full: true) is var report ? (report.Outcome, report.Withdrawn) : default);
    }

    // Nine of thirty go, one comes, and everything is read.
    private static Task<CheckReport> ShrinkAsync(TestService service)
    {
        foreach (var at in Enumerable.Range(1, 9)) service.Model.Trials.Delete(Studies.Number(at));
        service.Model.Trials.Add(Studies.Study(99, service.Model.Today));
        return service.NextAsync(0, full: true);
    }
}
