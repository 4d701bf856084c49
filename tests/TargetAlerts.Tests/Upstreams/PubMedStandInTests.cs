using System.Net;
using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Upstreams;

public sealed class PubMedStandInTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    private static UpstreamModel Three()
    {
        var model = new UpstreamModel(Clock);
        model.PubMed.Add([
            Made(1, "The serotonin transporter and <i>SLC6A4</i>.", new DateOnly(2026, 11, 16)),
            Made(2, "SERT in antidepressants.", new DateOnly(2026, 11, 10)) with { MeshHeadings = ["Humans"] },
            Made(3, "Huntingtin (HTT).", new DateOnly(2020, 1, 1)) with { Modified = new DateOnly(2026, 11, 17) },
        ]);
        return model;
    }

    private static Article Made(int pmid, string title, DateOnly created) =>
        new() { Pmid = pmid, Title = title, Created = created, Modified = created, Published = created };

    [Theory]
    [InlineData("\"serotonin transporter\"[tiab]", new[] { 1 })]
    [InlineData("slc6a4[tiab] OR (SERT[tiab] AND (serotonin[tiab] OR antidepressant*[tiab]))", new[] { 1, 2 })]
    [InlineData("humans[MeSH Terms]", new[] { 2 })]
    [InlineData("(SERT[tiab] OR HTT[tiab]) NOT huntingtin", new[] { 2 })]
    [InlineData("\"2026/11/16\"[CRDT] : \"3000\"[CRDT]", new[] { 1 })]
    [InlineData("(HTT[tiab] OR SERT[tiab]) AND (\"2026/11/17\"[MDAT] : \"3000\"[MDAT])", new[] { 3 })]
    [InlineData("2026/11/10[CRDT]", new[] { 2 })]
    [InlineData("2020[CRDT]", new[] { 3 })]
    public async Task A_term_is_evaluated(string term, int[] expected)
    {
        await using var standIn = await StandIn.StartAsync(Three());

        Assert.Equal(expected, await standIn.IdsAsync(term));
    }

    [Fact]
    public async Task Only_the_first_9999_hits_can_be_listed()
    {
        var model = new UpstreamModel(Clock);
        model.PubMed.Add(Enumerable.Range(1, 10_500).Select(pmid => Made(pmid, "Many", new DateOnly(2026, 1, 1))));
        await using var standIn = await StandIn.StartAsync(model);

        var all = await standIn.SearchAsync("many[ti]", "&retmax=20000");
        using var beyond = await standIn.PubMedAsync("esearch.fcgi?db=pubmed&retstart=9999&term=many[ti]");

        Assert.Equal("10500", all["count"]!.GetValue<string>());
        Assert.Equal(9_999, all["idlist"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, beyond.StatusCode);
        Assert.Contains("<ERROR>Search Backend failed", await beyond.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a OR b")]
    [InlineData("\"2026-11-16\"[CRDT] : \"3000\"[CRDT]")]
    [InlineData("a AND")]
    public async Task A_term_that_cannot_be_read_is_an_error_inside_200(string term)
    {
        await using var standIn = await StandIn.StartAsync(Three());

        Assert.NotNull((await standIn.SearchAsync(term))["ERROR"]);
    }

    [Fact]
    public async Task Nothing_found_is_a_normal_answer_with_warnings()
    {
        await using var standIn = await StandIn.StartAsync(Three());

        var result = await standIn.SearchAsync("abcXYZ", "&sort=date");

        Assert.Equal("0", result["count"]!.GetValue<string>());
        Assert.Equal("abcXYZ", result["errorlist"]!["phrasesnotfound"]![0]!.GetValue<string>());
        Assert.Contains("Unknown sort schema 'date' ignored", result["warninglist"]!["outputmessages"]!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retraction_shows_on_both_sides_and_moves_the_modification_date()
    {
        await using var standIn = await StandIn.StartAsync(Three());

        standIn.Model.PubMed.Retract(1, noticePmid: 9);

        Assert.Equal([1, 9], await standIn.IdsAsync("\"2026/11/20\"[MDAT] : \"3000\"[MDAT]"));
        Assert.Equal([9], await standIn.IdsAsync("\"2026/11/20\"[CRDT] : \"3000\"[CRDT]"));
        var links = (await standIn.FetchAsync("1,9")).Descendants("CommentsCorrections").Select(link => $"{link.Attribute("RefType")!.Value} {link.Element("PMID")!.Value}");
        Assert.Equal(["RetractionIn 9", "RetractionOf 1"], links);
    }

    [Fact]
    public async Task Deleted_and_unknown_numbers_are_simply_absent()
    {
        await using var standIn = await StandIn.StartAsync(Three());
        standIn.Model.PubMed.Delete(2);

        var set = await standIn.FetchAsync("1,2,77");

        Assert.Equal("PubmedArticleSet", set.Name);
        Assert.Equal(["1"], set.Elements("PubmedArticle").Select(article => article.Descendants("PMID").First().Value));
        Assert.Empty((await standIn.FetchAsync("77")).Elements());
    }

    [Fact]
    public async Task Too_many_requests_in_a_second_get_429_in_json()
    {
        await using var standIn = await StandIn.StartAsync(Three());
        standIn.Host.PubMedRequestsPerSecond = 1;

        using var first = await standIn.PubMedAsync("einfo.fcgi?db=pubmed");
        using var second = await standIn.PubMedAsync("efetch.fcgi?db=pubmed&retmode=xml&id=1");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("application/json", second.Content.Headers.ContentType!.MediaType);
    }
}
