using TargetAlerts.Checks;
using TargetAlerts.Upstreams.Crossref;

namespace TargetAlerts.Tests.Sources.Crossref;

/// <summary>What becomes of works that other sources found (SPEC.md section 6).</summary>
public sealed class CrossrefNoticeTests
{
    [Theory]
    [InlineData("retraction", "withdrawn: retracted")]
    [InlineData("withdrawal", "withdrawn: retracted")]
    [InlineData("removal", "withdrawn: retracted")]
    [InlineData("expression_of_concern", "updated: concern")]
    [InlineData("partial_retraction", "updated: concern")]
    [InlineData("correction", "updated: correction")]
    [InlineData("err", "updated: correction")]
    [InlineData("new_version", "updated: newVersion")]
    [InlineData("publisher-note", "updated: notice")]
    [InlineData("some_new_word", "updated: notice")]
    public async Task A_notice_on_a_known_work_is_told_once(string type, string told)
    {
        await using var service = await Works.KnownAsync();
        service.Model.Crossref.Notify(Works.Doi(1), type, "10.5555/notice.1");

        Assert.Equal((CheckOutcome.Complete, null), await service.FollowAsync() is var report ? (report.Outcome, report.Reason) : default);
        // The same event again, from another teller, and an old one that is no longer told of.
        service.Model.Crossref.Notify(Works.Doi(1), type, "10.5555/NOTICE.1", source: "retraction-watch");
        await service.FollowAsync();
        service.Model.Crossref.Change(Works.Doi(1), work => work with { UpdatedBy = [] });
        await service.FollowAsync();
        await service.FollowAsync(8);

        Assert.Equal([told], await service.ToldAsync(Works.Doi(1)));
        Assert.Equal(1, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_title_that_says_retracted_is_the_same_word()
    {
        await using var service = await Works.KnownAsync();
        service.Model.Crossref.Change(Works.Doi(2), work => work with { Title = "RETRACTED: Made-up work" });

        await service.FollowAsync();
        service.Model.Crossref.Notify(Works.Doi(2), "retraction", "10.5555/notice.2");
        await service.FollowAsync();

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(Works.Doi(2)));
    }

    [Fact]
    public async Task Other_titles_and_citations_are_no_news()
    {
        await using var service = await Works.KnownAsync();
        service.Model.Crossref.Change(Works.Doi(1), work => work with { Title = "Another <i>title</i>", UpdateTo = [new("10.5555/other", "correction")] });

        await service.FollowAsync();

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task What_was_retracted_before_the_baseline_is_stored_silently()
    {
        await using var service = await Works.KnownAsync(fill: model => model.Crossref.Notify(Works.Doi(1), "retraction", "10.5555/notice.1"));

        await service.FollowAsync();

        Assert.Equal(0, await service.ChangesAsync());
        Assert.Contains("10.5555/notice.1", await service.ReadAsync<string>($"SELECT facts FROM records WHERE id = '{Works.Doi(1)}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_that_comes_later_is_followed_without_a_word_and_its_first_notice_is_told()
    {
        await using var service = await Works.KnownAsync();
        service.Model.PubMed.Add(Works.Paper(30, service.Model.Today));
        service.Model.Crossref.Add(new CrossrefRecord(Works.Doi(30)));
        service.Clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(1, await service.PapersAsync());

        Assert.Equal((1, 0), await service.FollowAsync(0) is var first ? (await service.ReadAsync<int>($"SELECT COUNT(*) FROM records WHERE id = '{Works.Doi(30)}'"), first.Added + first.Updated) : default);
        service.Model.Crossref.Notify(Works.Doi(30), "retraction", "10.5555/notice.30");
        await service.FollowAsync();

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(Works.Doi(30)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-400, false)]
    public async Task A_paper_that_comes_with_a_notice_brings_it_when_it_is_recent(int days, bool told)
    {
        await using var service = await Works.KnownAsync();
        service.Model.PubMed.Add(Works.Paper(30, service.Model.Today));
        service.Model.Crossref.Add(new CrossrefRecord(Works.Doi(30)));
        service.Model.Crossref.Notify(Works.Doi(30), "retraction", "10.5555/notice.30", service.Model.Today.AddDays(days));
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.PapersAsync();

        await service.FollowAsync(0);
        await service.FollowAsync();

        Assert.Equal(told ? ["withdrawn: retracted"] : [], await service.ToldAsync(Works.Doi(30)));
    }

    [Fact]
    public async Task A_preprint_names_its_paper_and_becomes_one_work_with_it()
    {
        await using var service = await Works.KnownAsync();
        service.Model.Crossref.Change(Works.Doi(3), work => work with { Type = "posted-content", Relations = [("is-preprint-of", "10.5555/PAPER.3"), ("has-version", "10.5555/made-up.3.v2")] });

        await service.FollowAsync();

        Assert.Equal(["updated: publishedAs"], await service.ToldAsync(Works.Doi(3)));
        Assert.Equal(["doi:10.5555/made-up.3", "doi:10.5555/made-up.3.v2", "doi:10.5555/paper.3"], await service.ListAsync<string>($"SELECT work_key FROM work_keys WHERE source = 'crossref' AND id = '{Works.Doi(3)}' ORDER BY work_key"));
    }

    [Fact]
    public async Task A_retraction_reaches_the_reader_of_the_paper()
    {
        await using var service = await Works.KnownAsync();
        await service.AddAlertAsync();
        service.Model.Crossref.Notify(Works.Doi(1), "retraction", "10.5555/notice.1");
        await service.FollowAsync();

        var digest = Assert.Single(await service.DigestNowAsync());

        Assert.Equal(1, digest.Items);
    }

    [Fact]
    public async Task A_paper_that_Crossref_knew_before_PubMed_is_told_all_the_same_and_its_retraction_is_one_item()
    {
        await using var service = await Works.KnownAsync(fill: model =>
        {
            model.Crossref.Add(new CrossrefRecord(Works.Doi(40)));
            model.Crossref.Change(Works.Doi(3), work => work with { Relations = [("is-preprint-of", Works.Doi(40))] });
        });
        await service.FollowAsync();
        Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM records WHERE id = '{Works.Doi(40)}'"));
        await service.AddAlertAsync();
        service.Model.PubMed.Add([Works.Paper(41, service.Model.Today), Works.Paper(42, service.Model.Today)]);
        service.Model.Crossref.Add(new CrossrefRecord(Works.Doi(41)), new CrossrefRecord(Works.Doi(42)));
        await service.PapersAsync();
        await service.FollowAsync();
        Assert.Equal(2, Assert.Single(await service.DigestNowAsync()).Items);
        service.Model.PubMed.Retract(1041, 1999);
        service.Model.Crossref.Notify(Works.Doi(41), "retraction", "10.5555/notice.41");
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckAsync();

        Assert.Equal(1, Assert.Single(await service.DigestNowAsync()).Items);
    }
}
