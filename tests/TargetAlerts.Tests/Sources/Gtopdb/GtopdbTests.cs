using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Gtopdb;

namespace TargetAlerts.Tests.Sources.Gtopdb;

/// <summary>The Guide's interactions: what is read when, what is told, what is gone.</summary>
public sealed class GtopdbTests
{
    [Fact]
    public async Task A_version_that_is_known_costs_one_small_request()
    {
        await using var service = await Interactions.KnownAsync();
        service.Model.Gtopdb.Add(Interactions.Interaction(100));

        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Interactions.Source)) is var report ? (report.Outcome, report.Seen) : default);

        Assert.Equal(["download"], service.AskedOf());
        Assert.Equal("2026.1 2026-01-03", await service.ReadAsync<string>("SELECT gate FROM watches"));
        Assert.Equal(12, await service.ReadAsync<int>("SELECT COUNT(*) FROM records"));
    }

    [Fact]
    public async Task Without_the_download_it_is_read_once_a_week()
    {
        await using var service = await Interactions.KnownAsync(fill: model => model.Gtopdb.Downloads = false);
        Assert.Equal("week 2026-10", await service.ReadAsync<string>("SELECT gate FROM watches"));
        service.Model.Gtopdb.Add(Interactions.Interaction(100));
        service.Clock.Jump(TimeSpan.FromDays(6));
        Assert.Equal((CheckOutcome.Complete, 0), (await service.CheckOneAsync(Interactions.Source)) is var same ? (same.Outcome, same.Added) : default);
        service.Clock.Jump(TimeSpan.FromDays(1));

        Assert.Equal((CheckOutcome.Complete, 1), (await service.CheckOneAsync(Interactions.Source)) is var next ? (next.Outcome, next.Added) : default);
    }

    [Fact]
    public async Task A_download_that_fails_is_no_outage()
    {
        await using var service = await Interactions.KnownAsync();
        service.Model.Gtopdb.Add(Interactions.Interaction(100));
        service.Upstream.Faults.Add(new(new(UpstreamSource.Gtopdb, "download"), TargetAlerts.Upstreams.Faults.FaultKind.Status, 5) { Status = 403 });

        Assert.Equal((CheckOutcome.Complete, 1), (await service.CheckOneAsync(Interactions.Source)) is var report ? (report.Outcome, report.Added) : default);
    }

    [Fact]
    public async Task A_new_interaction_weighs_by_affinity_and_primary_target()
    {
        await using var service = await Interactions.KnownAsync();
        service.Model.Gtopdb.Add(
        [
            Interactions.Interaction(101) with { Affinity = "8.0" }, Interactions.Interaction(102) with { Affinity = "7.5 &ndash; 8.9" }, Interactions.Interaction(103) with { Affinity = "-" },
            Interactions.Interaction(104) with { Affinity = null, Primary = true, Pmid = 99_000_001 }, Interactions.Interaction(105) with { Species = "Rat", Affinity = "9.9" },
        ]);

        Assert.Equal((CheckOutcome.Complete, 4), (await service.ReleasedAsync()) is var report ? (report.Outcome, report.Added) : default);

        Assert.Equal(["download", "interactions", "ligands", "ligands", "ligands", "ligands", "ligands"], service.AskedOf());
        Assert.Equal(["101 2", "102 1", "103 1", "104 2"], await service.ListAsync<string>("SELECT record_id || ' ' || severity FROM changes ORDER BY record_id"));
        Assert.Equal("[3H]made-up-2 ±: Inhibition, pKi 7.5 – 8.9", await service.ReadAsync<string>("SELECT title FROM records WHERE id = '102'"));
        Assert.Equal("[\"pmid:99000001\"]", await service.ReadAsync<string>("SELECT related FROM records WHERE id = '104'"));
    }

    [Fact]
    public async Task Approval_withdrawal_type_and_a_real_move_of_affinity_are_told_and_small_ones_are_not()
    {
        await using var service = await Interactions.KnownAsync(6, model => model.Gtopdb.Add(new GtopdbLigandRow(6001, "a"), new GtopdbLigandRow(6002, "b")));
        var model = service.Model.Gtopdb;
        model.Add(new GtopdbInteractionRow(501, 928, 6001), new GtopdbInteractionRow(502, 928, 6002));
        await service.ReleasedAsync();
        model.Add(new GtopdbLigandRow(6001, "a") { Approved = true }, new GtopdbLigandRow(6002, "b") { Withdrawn = true });
        model.Add(Interactions.Interaction(1) with { Affinity = "7.7" }, Interactions.Interaction(2) with { Affinity = "7.2 - 7.9" }, Interactions.Interaction(3) with { Type = "Allosteric modulator" });

        Assert.Equal(CheckOutcome.Complete, (await service.ReleasedAsync()).Outcome);

        Assert.Equal(["added", "updated: approved"], await service.ToldAsync("501"));
        Assert.Equal(["added", "updated: withdrawn"], await service.ToldAsync("502"));
        Assert.Equal(["updated: affinity"], await service.ToldAsync("1"));
        Assert.Empty(await service.ToldAsync("2"));
        Assert.Equal(["updated: type"], await service.ToldAsync("3"));
    }

    [Fact]
    public async Task An_interaction_that_is_missing_twice_is_withdrawn()
    {
        await using var service = await Interactions.KnownAsync();
        service.Model.Gtopdb.Delete(1);

        Assert.Equal(0, (await service.ReleasedAsync()).Withdrawn);
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckOneAsync(Interactions.Source);

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync("1"));
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_in_place_of_a_list_removes_nothing(bool emptyBody)
    {
        await using var service = await Interactions.KnownAsync(5, model => model.Gtopdb.EmptyBodies = emptyBody);
        foreach (var at in Enumerable.Range(1, 5)) service.Model.Gtopdb.Delete(at);

        for (var release = 0; release < 3; release++) Assert.Equal(CheckOutcome.Complete, (await service.ReleasedAsync()).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_target_that_is_not_known_and_a_profile_without_one_say_so()
    {
        await using var service = await TestService.StartAsync(targets: [TestTargets.Sert, TestTargets.Drug("NONE", "sertraline")], sources: [UpstreamSource.Gtopdb]);

        Assert.All(await service.CheckAsync(), report => Assert.Equal((CheckOutcome.Baseline, 0), (report.Outcome, report.Seen)));

        Assert.Equal(["NONE the target's profile has no Guide to PHARMACOLOGY identifier", "SERT the Guide to PHARMACOLOGY does not know target 928"],
            await service.ListAsync<string>("SELECT target || ' ' || notes FROM watches ORDER BY target"));
    }
}
