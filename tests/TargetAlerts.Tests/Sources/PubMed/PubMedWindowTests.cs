using TargetAlerts.Checks;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>What is asked for, and that nothing falls between two checks (SPEC.md section 2).</summary>
public sealed class PubMedWindowTests
{
    [Fact]
    public async Task The_last_seven_days_of_new_records_and_fourteen_of_changed_ones_are_asked_again()
    {
        await using var service = await Papers.KnownAsync();
        service.Upstream.Log.Clear();

        await service.CompleteAsync();

        var terms = string.Join('\n', service.Upstream.Log.Of(UpstreamSource.PubMed, "esearch").Select(request => request["term"]));
        Assert.Contains("\"2026/02/23\"[CRDT] : \"3000\"[CRDT]", terms, StringComparison.Ordinal);
        Assert.Contains("\"2026/02/16\"[MDAT] : \"2026/02/28\"[MDAT]", terms, StringComparison.Ordinal);
        Assert.Contains("\"2026/03/01\"[MDAT] : \"3000\"[MDAT]", terms, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_starts_at_the_last_complete_check_however_long_ago()
    {
        await using var service = await Papers.KnownAsync();
        service.Clock.Jump(TimeSpan.FromDays(20));
        service.Model.PubMed.Add(Papers.Paper(3001, service.Model.Today.AddDays(-18)));

        await service.CompleteAsync();

        Assert.Equal(["added"], await service.ToldAsync(3001));
    }

    [Fact]
    public async Task An_old_paper_that_is_added_late_is_new_although_its_entry_date_is_set_back()
    {
        await using var service = await Papers.KnownAsync();
        var today = service.Model.Today;
        service.Model.PubMed.Add(Papers.Paper(3002, today) with { Published = today.AddYears(-6), Entered = today.AddYears(-6) });

        await service.CompleteAsync();

        Assert.Equal(["added"], await service.ToldAsync(3002));
    }

    [Fact]
    public async Task A_record_that_the_index_shows_days_late_is_found_by_the_overlap()
    {
        await using var service = await Papers.KnownAsync();
        await service.TomorrowAsync();
        var today = service.Model.Today;
        service.Model.PubMed.Add(Papers.Paper(3003, today.AddDays(-6)));
        service.Model.PubMed.Change(1001, paper => paper with { Title = "Another made-up title on the serotonin transporter" }, today.AddDays(-12));

        await service.CompleteAsync();

        Assert.Equal(["added"], await service.ToldAsync(3003));
        Assert.Equal(["updated: title"], await service.ToldAsync(1001));
    }

    [Fact]
    public async Task A_flood_of_maintenance_stays_silent_and_is_read_once()
    {
        await using var service = await Papers.KnownAsync(model => model.PubMed.Add(Papers.Many(600, 5001)));
        foreach (var pmid in Enumerable.Range(5001, 600)) service.Model.PubMed.ChangeCosmetically(pmid);

        Assert.Equal(0, await service.CompleteAsync());
        for (var day = 0; day < 3; day++) Assert.Equal(CheckOutcome.Complete, (await service.TomorrowAsync()).Outcome);
        service.Upstream.Log.Clear();
        await service.TomorrowAsync();

        Assert.Equal(0, await service.ChangesAsync());
        // Only the rotation still reads: a thirtieth.
        var fetched = service.Upstream.Log.Of(UpstreamSource.PubMed, "efetch").Sum(request => request["id"]!.Split(',').Length);
        Assert.InRange(fetched, 1, 40);
    }

    [Fact]
    public async Task Every_known_paper_is_read_again_within_thirty_days()
    {
        await using var service = await Papers.KnownAsync();
        service.Upstream.Log.Clear();

        for (var day = 0; day < 31; day += 3) await service.TomorrowAsync(3);

        var fetched = service.Upstream.Log.Of(UpstreamSource.PubMed, "efetch").SelectMany(request => request["id"]!.Split(',')).ToList();
        Assert.Equal(Enumerable.Range(1001, 20), fetched.Select(int.Parse).Distinct().Order());
        Assert.InRange(fetched.Count, 20, 25);
    }

    [Fact]
    public async Task Nothing_found_at_all_is_an_answer_but_what_was_missed_by_it_is_found_later()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Papers.Paper(3004, service.Model.Today));
        service.Model.PubMed.Change(1002, paper => paper with { Title = "A third made-up title on the serotonin transporter" }, service.Model.Today.AddDays(-4));
        service.Upstream.Faults.Add(new(new(UpstreamSource.PubMed, "esearch"), TargetAlerts.Upstreams.Faults.FaultKind.EmptyTotal, TargetAlerts.Upstreams.Faults.Fault.Always));
        Assert.Equal(0, await service.CompleteAsync());
        service.Upstream.Faults.Clear();

        await service.TomorrowAsync();

        Assert.Equal(["added"], await service.ToldAsync(3004));
        Assert.Equal(["updated: title"], await service.ToldAsync(1002));
    }
}
