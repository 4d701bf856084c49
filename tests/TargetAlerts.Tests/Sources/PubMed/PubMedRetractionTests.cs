using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>A retraction comes by two signals, either of which may come first (SPEC.md section 7).</summary>
public sealed class PubMedRetractionTests
{
    [Fact]
    public async Task A_retraction_is_told_once_whatever_is_written_to_it_later()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Retract(1001, 2001);
        await service.CompleteAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Change(1001, paper => paper with { Links = [new("RetractionIn", 2001, "J Made Up Results. 2026;2:2")] });

        Assert.Equal(0, await service.CompleteAsync());

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1001));
        Assert.Equal(["added"], await service.ToldAsync(2001));
    }

    [Theory]
    [InlineData("J Made Up Results. 2026;1:1")]
    [InlineData("")]
    public async Task A_retraction_without_the_number_of_its_notice_counts(string reference)
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Change(1002, paper => paper with { Links = [new("RetractionIn", null, reference)] });

        await service.CompleteAsync();

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1002));
    }

    [Fact]
    public async Task A_retraction_said_by_the_publication_type_alone_counts()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Change(1003, paper => paper with { PublicationTypes = ["Journal Article", "Retracted Publication"] });

        await service.CompleteAsync();

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1003));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retraction_known_only_through_its_notice_counts(bool paperIsReadAnyway)
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Add(Notice(2004, 1004, service));
        if (paperIsReadAnyway) service.Model.PubMed.ChangeCosmetically(1004);

        await service.CompleteAsync();
        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1004));

        // The paper is marked later: nothing new. And the notice is read again for days: neither.
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Retract(1004, 2004);
        Assert.Equal(0, await service.CompleteAsync());
        service.Clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(0, await service.CompleteAsync());
        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1004));
    }

    [Fact]
    public async Task A_notice_that_was_there_at_the_baseline_is_old_news()
    {
        await using var service = await Papers.KnownAsync(model => model.PubMed.Add(new Article
        {
            Pmid = 2005,
            Title = "Made-up retraction of a paper on the serotonin transporter",
            Published = model.Today,
            Created = model.Today,
            Modified = model.Today,
            PublicationTypes = ["Retraction of Publication"],
            Links = [new("RetractionOf", 1005, "J Made Up Results. 2025")],
        }));

        Assert.Equal(0, await service.CompleteAsync());

        Assert.Empty(await service.ToldAsync(1005));
    }

    [Fact]
    public async Task A_flag_that_is_taken_back_leaves_the_paper_retracted_and_its_return_is_no_news()
    {
        await using var service = await Papers.KnownAsync();
        service.Model.PubMed.Retract(1006, 2006);
        await service.CompleteAsync();
        foreach (var flagged in new[] { false, true })
        {
            service.Clock.Jump(TimeSpan.FromDays(1));
            service.Model.PubMed.Change(1006, paper => paper with
            {
                PublicationTypes = ["Journal Article"],
                Links = flagged ? [new("RetractionIn", 2006, "J Made Up Results. 2026")] : [],
            });
            Assert.Equal(0, await service.CompleteAsync());
        }

        Assert.Equal(["withdrawn: retracted"], await service.ToldAsync(1006));
        Assert.Contains("retraction", await service.ReadAsync<string>("SELECT facts FROM records WHERE source = 'pubmed' AND id = '1006'"), StringComparison.Ordinal);
    }

    private static Article Notice(int pmid, int of, TestService service) => Papers.Paper(pmid, service.Model.Today) with
    {
        Title = "Made-up retraction notice on the serotonin transporter",
        PublicationTypes = ["Journal Article", "Retraction of Publication"],
        Links = [new("RetractionOf", of, "J Made Up Results. 2025")],
    };
}
