using TargetAlerts.Sources;
using TargetAlerts.Sources.PubMed;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>Facts of recorded records, checked by eye.</summary>
public sealed class RecordedFactsTests
{
    private const string Sample = "pubmedsample-2019-mixed-176-records", Recent = "efetch-2026-automated-indexing", Old = "efetch-old-records-no-abstract-season-date";

    [Theory]
    [InlineData("8655018", "9867474")]
    [InlineData("8863847", "9499167")]
    [InlineData("11543891", "11600210")]
    public void A_retracted_paper_names_its_notice(string pmid, string notice) =>
        Assert.Contains($"(PMID {notice})", Record(Sample, pmid).Fact(PubMedFacts.Retraction), StringComparison.Ordinal);

    [Fact]
    public void No_other_paper_of_the_sample_is_retracted() =>
        Assert.Equal(["11543891", "8655018", "8863847"], Records(Sample).Where(record => record.Facts.ContainsKey(PubMedFacts.Retraction)).Select(record => record.Id).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("9634358", "8393056")]
    [InlineData("11600210", "11543891")]
    public void A_notice_is_of_the_paper_it_retracts_and_not_retracted_itself(string pmid, string paper)
    {
        var record = Record(Sample, pmid);

        Assert.Equal([paper], record.FactList(PubMedFacts.NoticeOf));
        Assert.False(record.Facts.ContainsKey(PubMedFacts.Retraction));
    }

    [Theory]
    [InlineData(Sample, "8863847", 1)]
    [InlineData(Sample, "9482442", 2)]
    [InlineData(Sample, "28647898", 1)]
    public void Errata_are_corrections_with_or_without_a_number(string file, string pmid, int count) =>
        Assert.Equal(count, Record(file, pmid).FactList(PubMedFacts.Correction).Count);

    [Theory]
    [InlineData(Recent, "41033137", "40462945")]
    [InlineData(Recent, "40593557", "39091829")]
    [InlineData(Sample, "11279676", "10796117")]
    public void An_update_of_a_preprint_or_an_older_paper_is_no_correction(string file, string pmid, string earlier)
    {
        var record = Record(file, pmid);

        Assert.EndsWith($"(PMID {earlier})", Assert.Single(record.FactList(PubMedFacts.UpdateOf)), StringComparison.Ordinal);
        Assert.False(record.Facts.ContainsKey(PubMedFacts.Correction));
        Assert.False(record.Facts.ContainsKey(PubMedFacts.Concern));
    }

    [Theory]
    [InlineData(Old, "12091962", "1990")]            // Spring
    [InlineData(Sample, "973217", "1976")]           // a season
    [InlineData(Sample, "8219565", "1993")]          // 1993 Sep-Oct
    [InlineData(Sample, "10188493", "1998")]         // 1998 Dec-1999 Jan
    [InlineData(Sample, "18122624", "1947")]         // 1947-1948
    [InlineData("efetch-31393839", "31393839", "2019")]
    [InlineData(Old, "9997", "1976-09-28")]
    [InlineData("pubmedbookarticle-21413195", "21413195", "2009-02")]
    public void A_date_is_kept_as_far_as_it_is_known(string file, string pmid, string published) =>
        Assert.Equal(published, Record(file, pmid).Fact(PubMedFacts.Published));

    [Fact]
    public void A_book_is_a_publication_with_the_title_of_the_book()
    {
        var book = Record("pubmedbookarticle-21413195", "21413195");

        Assert.Equal(RecordKind.Publication, book.Kind);
        Assert.NotEmpty(book.FactList(PubMedFacts.Authors));
        Assert.True(book.Texts.ContainsKey("abstract"));
    }

    [Fact]
    public void Sixty_one_papers_of_the_sample_have_no_abstract_and_are_read_all_the_same() =>
        Assert.Equal(61, Records(Sample).Count(record => !record.Facts.ContainsKey(PubMedFacts.Abstract)));

    [Fact]
    public void A_group_is_an_author() =>
        Assert.Contains("Canadian Respiratory Research Network", Record("efetch-2018-pubmed-not-medline", "29963580").FactList(PubMedFacts.Authors));

    [Fact]
    public void An_identifier_is_the_papers_own_and_never_one_of_its_references()
    {
        foreach (var record in Records(Recent))
        {
            Assert.StartsWith("10.", record.Identifiers["doi"], StringComparison.Ordinal);
            Assert.Equal(record.Identifiers["doi"], record.Identifiers["doi"].ToLowerInvariant());
        }
        Assert.Equal(6, Records(Recent).Select(record => record.Identifiers["doi"]).Distinct().Count());
    }

    private static SourceRecord Record(string file, string pmid) => Records(file).Single(record => record.Id == pmid);

    private static IReadOnlyList<SourceRecord> Records(string file) => PubMedArticles.Parse(Recordings.Read("pubmed", $"recorded/{file}.xml")).Records;
}
