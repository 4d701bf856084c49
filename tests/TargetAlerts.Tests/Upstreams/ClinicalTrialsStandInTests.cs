using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

public sealed class ClinicalTrialsStandInTests
{
    private static UpstreamModel Many(int count = 25)
    {
        var model = new UpstreamModel(new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)));
        model.Trials.Add(Sample.Trials(count));
        return model;
    }

    private static IEnumerable<string> Numbers(JsonNode page) =>
        page["studies"]!.AsArray().Select(study => study!["protocolSection"]!["identificationModule"]!["nctId"]!.GetValue<string>());

    [Theory]
    [InlineData("/studies?filter.phase=PHASE3", "`filter.phase` is unknown parameter")]
    [InlineData("/studies?fields=NCTId,Nonsense", "contains invalid field name")]
    [InlineData("/studies?query.intr=(fluoxetine%20OR%20sertraline", "Error parsing query in")]
    [InlineData("/studies?filter.ids=NCT90000001,NCT99999999", "Invalid value in parameter")]
    [InlineData("/studies?filter.ids=NCT1", "has incorrect format")]
    [InlineData("/studies?pageSize=1001", "Invalid value in parameter")]
    public async Task A_wrong_request_is_refused_in_plain_text(string request, string reason)
    {
        await using var standIn = await StandIn.StartAsync(Many());

        var (status, text) = await standIn.RefusalAsync(request);

        Assert.Equal(400, status);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_only_the_first_counts()
    {
        await using var standIn = await StandIn.StartAsync(Many());
        const string Query = "countTotal=true&pageSize=10&sort=LastUpdatePostDate:asc&fields=NCTId";
        var pages = new List<JsonNode> { await standIn.StudiesAsync(Query) };

        while (pages[^1]["nextPageToken"] is { } token)
            pages.Add(await standIn.StudiesAsync($"{Query}&pageToken={token}"));

        Assert.Equal(25, pages[0]["totalCount"]!.GetValue<int>());
        Assert.All(pages.Skip(1), page => Assert.Null(page["totalCount"]));
        Assert.Equal(25, pages.SelectMany(Numbers).Distinct().Count());
        Assert.Equal(3, pages.Count);
    }

    [Fact]
    public async Task A_page_token_dies_when_the_data_move()
    {
        await using var standIn = await StandIn.StartAsync(Many());
        var first = await standIn.StudiesAsync("pageSize=10");
        standIn.Model.Trials.ChangeCosmetically(Sample.TrialNumber(3));

        var (status, text) = await standIn.RefusalAsync($"/studies?pageSize=10&pageToken={first["nextPageToken"]}");

        Assert.Equal(400, status);
        Assert.Contains("data have probably changed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_over_the_posting_date_finds_what_changed()
    {
        await using var standIn = await StandIn.StartAsync(Many());
        standIn.Model.Trials.Change(Sample.TrialNumber(3), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Made up" });
        standIn.Model.Trials.ChangeUnposted(Sample.TrialNumber(4), trial => trial with { OverallStatus = "UNKNOWN" });

        var page = await standIn.StudiesAsync("filter.advanced=" + Uri.EscapeDataString("AREA[LastUpdatePostDate]RANGE[2026-11-20,MAX]"));

        Assert.Equal([Sample.TrialNumber(3)], Numbers(page));
    }

    [Fact]
    public async Task Only_the_asked_leaves_come_back()
    {
        await using var standIn = await StandIn.StartAsync(Many(1));

        var page = await standIn.StudiesAsync("fields=NCTId%7COverallStatus");

        var study = page["studies"]![0]!.AsObject();
        Assert.Equal(["protocolSection"], study.Select(member => member.Key));
        Assert.Equal(["identificationModule", "statusModule"], study["protocolSection"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["overallStatus"], study["protocolSection"]!["statusModule"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task A_merged_study_redirects_and_a_deleted_one_is_not_found()
    {
        await using var standIn = await StandIn.StartAsync(Many());
        standIn.Model.Trials.Merge(Sample.TrialNumber(1), Sample.TrialNumber(2));
        standIn.Model.Trials.Delete(Sample.TrialNumber(3));

        using var merged = await standIn.TrialsAsync($"/studies/{Sample.TrialNumber(1)}?fields=NCTId");
        using var deleted = await standIn.TrialsAsync($"/studies/{Sample.TrialNumber(3)}");

        Assert.Equal(HttpStatusCode.MovedPermanently, merged.StatusCode);
        Assert.EndsWith($"/studies/{Sample.TrialNumber(2)}?fields=NCTId", merged.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
    }
}
