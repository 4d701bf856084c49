using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>A PMID is gone when it was asked for twice, a day apart, and did not come while others did.</summary>
public sealed class PubMedRemovalTests
{
    [Fact]
    public async Task A_deleted_paper_is_found_by_the_rotation_and_withdrawn_at_the_second_look_once()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Delete(1001);
        await AbsentAsync(service);
        Assert.Empty(await service.ToldAsync(1001));

        service.Clock.Jump(TimeSpan.FromHours(19));
        Assert.Equal(0, await service.CompleteAsync());
        service.Clock.Jump(TimeSpan.FromHours(2));
        Assert.Equal(1, await service.CompleteAsync());

        for (var day = 0; day < 33; day++) await service.TomorrowAsync();
        await service.TomorrowAsync(full: true);
        Assert.Equal(["withdrawn: removed"], await service.ToldAsync(1001));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM absences"));
    }

    [Fact]
    public async Task A_paper_that_is_back_at_the_second_look_was_never_gone()
    {
        await using var service = await Papers.KnownAsync();
        var paper = service.Model.PubMed.Find(1001)!;
        service.Model.PubMed.Delete(1001);
        await AbsentAsync(service);
        service.Model.PubMed.Add(paper);

        await service.TomorrowAsync();
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM absences"));

        await service.TomorrowAsync(35);
        Assert.Empty(await service.ToldAsync(1001));
    }

    [Fact]
    public async Task A_paper_that_comes_back_after_its_removal_is_told_as_back()
    {
        await using var service = await Papers.KnownAsync();
        var paper = service.Model.PubMed.Find(1001)!;
        service.Model.PubMed.Delete(1001);
        await AbsentAsync(service);
        await service.TomorrowAsync();
        service.Model.PubMed.Add(paper with { Modified = service.Model.Today });

        await service.TomorrowAsync();
        await service.TomorrowAsync();

        Assert.Equal(["withdrawn: removed", "updated: back"], (await service.ToldAsync(1001)).Select(told => told.TrimEnd(':', ' ')));
    }

    [Fact]
    public async Task An_empty_set_is_no_proof_of_anything()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Papers.Paper(3001, service.Model.Today));
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.PubMed, "efetch"), FaultKind.EmptyTotal, Fault.Always));

        var report = await service.TomorrowAsync();

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task Half_a_set_withdraws_nothing_and_loses_nothing()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Papers.Paper(3001, service.Model.Today));
        service.Model.PubMed.Change(1002, paper => paper with { Title = "Another made-up title on the serotonin transporter" });
        service.Upstream.Faults.Add(new(new(UpstreamSource.PubMed, "efetch"), FaultKind.MissingRecords, Fault.Always));
        await service.CheckOneAsync("pubmed");
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes WHERE kind = 'withdrawn'"));
        service.Upstream.Faults.Clear();

        await service.TomorrowAsync();

        Assert.Equal(["added"], await service.ToldAsync(3001));
        Assert.Equal(["updated: title"], await service.ToldAsync(1002));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM absences) + (SELECT COUNT(*) FROM set_aside)"));
    }

    // The rotation comes to each paper once in thirty days.
    private static async Task AbsentAsync(TestService service)
    {
        for (var day = 0; day < 31 && await service.ReadAsync<int>("SELECT COUNT(*) FROM absences") == 0; day++) await service.TomorrowAsync();
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM absences"));
    }
}
