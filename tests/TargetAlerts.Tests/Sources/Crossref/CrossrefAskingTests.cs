using TargetAlerts.Checks;
using TargetAlerts.Sources.Crossref;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Crossref;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Sources.Crossref;

/// <summary>What is asked, how often and in what pieces (SPEC.md sections 2, 3 and 7).</summary>
public sealed class CrossrefAskingTests
{
    [Fact]
    public async Task Forty_works_go_in_one_request()
    {
        await using var service = await Works.KnownAsync(100);
        service.Upstream.Log.Clear();

        await service.FollowAsync();

        var requests = service.Upstream.Log.Of(UpstreamSource.Crossref);
        Assert.Equal(3, requests.Count);
        Assert.Equal([40, 40, 20], requests.Select(request => request["filter"]!.Split(',').Length));
        Assert.All(requests, request => Assert.Equal("tests@example.org", request["mailto"]));
    }

    [Fact]
    public async Task Many_works_are_asked_for_in_turn_within_a_week()
    {
        await using var service = await Works.KnownAsync(CrossrefSource.Few + 20);
        service.Model.Crossref.Notify(Works.Doi(7), "correction", "10.5555/notice.7");
        service.Model.Crossref.Notify(Works.Doi(8), "correction", "10.5555/notice.8");
        service.Upstream.Log.Clear();

        for (var day = 0; day < 7; day++) Assert.Equal(CheckOutcome.Complete, (await service.FollowAsync()).Outcome);

        var asked = service.Upstream.Log.Of(UpstreamSource.Crossref).SelectMany(request => request["filter"]!.Split(',')).ToList();
        Assert.Equal(CrossrefSource.Few + 20, asked.Count);
        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.Equal(["updated: correction"], await service.ToldAsync(Works.Doi(7)));
        Assert.Equal(["updated: correction"], await service.ToldAsync(Works.Doi(8)));
    }

    [Fact]
    public async Task Days_that_were_missed_are_made_up_for()
    {
        await using var service = await Works.KnownAsync(CrossrefSource.Few + 20);
        service.Upstream.Log.Clear();

        await service.FollowAsync(30);

        Assert.Equal(CrossrefSource.Few + 20, service.Upstream.Log.Of(UpstreamSource.Crossref).Sum(request => request["filter"]!.Split(',').Length));
    }

    [Fact]
    public async Task A_DOI_that_is_another_agencys_and_one_with_a_comma_do_no_harm()
    {
        const string comma = "10.5555/made-up(1,2)";
        await using var service = await Works.KnownAsync(fill: model =>
        {
            model.PubMed.Add([PubMed.Papers.Paper(5001) with { Doi = "10.9999/elsewhere" }, PubMed.Papers.Paper(5002) with { Doi = comma }, PubMed.Papers.Paper(5003) with { Doi = "10.9999/else,where" }]);
            model.Crossref.Add(new CrossrefRecord(comma));
        });
        service.Model.Crossref.Notify(comma, "correction", "10.5555/notice.9");

        Assert.Equal(CheckOutcome.Complete, (await service.FollowAsync()).Outcome);

        Assert.Equal(["updated: correction"], await service.ToldAsync(comma));
        Assert.Equal(1, await service.ChangesAsync());
        Assert.Equal(21, await service.ReadAsync<int>("SELECT COUNT(*) FROM records WHERE source = 'crossref'"));
    }

    [Fact]
    public async Task A_work_that_Crossref_no_longer_gives_is_not_called_withdrawn()
    {
        await using var service = await Works.KnownAsync();
        service.Model.Crossref.Delete(Works.Doi(1));

        for (var day = 0; day < 3; day++) Assert.Equal(CheckOutcome.Complete, (await service.FollowAsync(1, full: true)).Outcome);

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task An_empty_answer_about_works_that_it_knew_is_no_answer()
    {
        await using var service = await Works.KnownAsync();
        var before = await service.StandingAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.Crossref, "works"), FaultKind.EmptyTotal, Fault.Always));

        Assert.Equal(CheckOutcome.Unavailable, (await service.FollowAsync()).Outcome);

        Assert.Equal(before, await service.StandingAsync());
    }

    [Fact]
    public async Task Where_updated_by_may_not_be_selected_whole_works_are_read()
    {
        await using var service = await Works.KnownAsync(fill: model => model.Crossref.SelectsUpdatedBy = false);
        service.Model.Crossref.Notify(Works.Doi(1), "retraction", "10.5555/notice.1");

        await service.FollowAsync();

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(Works.Doi(1)));
        Assert.Equal([400, 200, 200], service.Upstream.Log.Of(UpstreamSource.Crossref).Select(request => request.Status));
    }

    [Fact]
    public async Task Without_a_known_work_nothing_is_asked_and_that_is_said()
    {
        await using var service = await TestService.StartAsync(sources: [UpstreamSource.Crossref]);

        Assert.Equal(CheckOutcome.Baseline, (await service.CheckOneAsync(Works.Source)).Outcome);

        Assert.Empty(service.Upstream.Log.Requests);
        Assert.Equal("no work with a DOI is known yet", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }

    [Fact]
    public void Addresses_stay_short()
    {
        var batches = CrossrefWorks.Batches(Enumerable.Range(1, 100).Select(at => $"10.5555/{new string('x', 180)}{at}")).ToList();

        Assert.Equal(100, batches.Sum(batch => batch.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Sum(doi => doi.Length), 1, 3000));
    }
}
