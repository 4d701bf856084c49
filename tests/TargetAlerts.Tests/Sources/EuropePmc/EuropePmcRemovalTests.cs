using TargetAlerts.Checks;

namespace TargetAlerts.Tests.Sources.EuropePmc;

/// <summary>What becomes of a record that a full reading no longer holds.</summary>
public sealed class EuropePmcRemovalTests
{
    [Fact]
    public async Task A_preprint_that_is_missing_twice_a_day_apart_is_withdrawn_once()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Delete(Rows.Preprint(1).Key);
        await service.NextAsync(0, full: true);
        Assert.Empty(await service.ToldAsync(Rows.PreprintId(1)));

        for (var day = 0; day < 3; day++) await service.NextAsync();

        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(Rows.PreprintId(1)));
    }

    [Fact]
    public async Task A_paper_that_PubMed_takes_in_leaves_silently()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Delete(Rows.Paper(1).Key);
        service.Model.EuropePmc.Add(Rows.Paper(1) with { Source = "MED", Id = "99000005", Pmid = "99000005" });

        for (var day = 0; day < 3; day++) Assert.Equal(CheckOutcome.Complete, (await service.NextAsync(1, full: true)).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
        Assert.NotNull(await service.ReadAsync<string>($"SELECT left_at FROM memberships WHERE id = '{Rows.Paper(1).Key}'"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_set_aside_and_told_when_it_can()
    {
        await using var service = await Rows.KnownAsync();
        service.Model.EuropePmc.Add(Rows.Preprint(60, service.Model.Today) with { Title = null, Abstract = "On the serotonin transporter" });
        Assert.Equal(CheckOutcome.Complete, (await service.NextAsync()).Outcome);
        Assert.Equal([Rows.PreprintId(60)], await service.ListAsync<string>("SELECT id FROM set_aside"));
        service.Model.EuropePmc.Change(Rows.Preprint(60).Key, row => row with { Title = "Made-up title" });

        await service.NextAsync();

        Assert.Equal(["added"], await service.ToldAsync(Rows.PreprintId(60)));
        Assert.Empty(await service.ListAsync<string>("SELECT id FROM set_aside"));
    }
}
