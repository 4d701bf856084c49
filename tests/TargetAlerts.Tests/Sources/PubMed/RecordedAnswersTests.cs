using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Sources;
using TargetAlerts.Sources.PubMed;

namespace TargetAlerts.Tests.Sources.PubMed;

/// <summary>The parsers over every recorded PubMed answer; what is expected is counted here by other means.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly string[] Articles =
    [
        "recorded/efetch-2018-in-data-review.xml", "recorded/efetch-2018-inline-markup.xml", "recorded/efetch-2018-pubmed-not-medline.xml",
        "recorded/efetch-2026-automated-indexing.xml", "recorded/efetch-31393839.xml", "recorded/efetch-empty-set.xml",
        "recorded/efetch-old-records-no-abstract-season-date.xml", "recorded/pubmedbookarticle-21413195.xml", "recorded/pubmedsample-2019-mixed-176-records.xml",
    ];

    private static readonly string[] Searches =
    [
        "recorded/esearch-json-first-100-of-40362.json", "recorded/esearch-json-with-warninglist.json", "recorded/esearch-xml-empty-phrase-not-found.xml",
        "recorded/esearch-xml-normal.xml", "recorded/esearch-xml-reldate90-edat.xml", "recorded/esearch-xml-usehistory.xml",
    ];

    private static readonly string[] Others =
    [
        "from-docs/esearch-error-retstart.json", "from-docs/http-500.html", "from-docs/prolog-only.xml",
        "recorded/einfo-pubmed-fields.xml", "recorded/error-429-rate-limit.json", "recorded/esummary-xml-v1.xml",
    ];

    public static TheoryData<string> ArticleFiles => [.. Articles];

    public static TheoryData<string> SearchFiles => [.. Searches];

    public static TheoryData<string> OtherFiles => [.. Others];

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() =>
        Assert.Equal([.. Articles.Concat(Searches).Concat(Others).Order(StringComparer.Ordinal)], Recordings.Files("pubmed"));

    [Theory, MemberData(nameof(ArticleFiles))]
    public void Every_article_is_read_with_its_number_and_its_title(string file)
    {
        var body = Recordings.Read("pubmed", file);
        var root = Xml(body);
        var expected = root.DescendantsAndSelf().Where(element => element.Name.LocalName is "PubmedArticle" or "PubmedBookArticle").Select(article =>
        {
            var own = article.Element("MedlineCitation") ?? article.Element("BookDocument")!;
            var title = article.Descendants("ArticleTitle").Concat(article.Descendants("BookTitle")).First();
            return (own.Element("PMID")!.Value, Letters(title.Value));
        });

        var parsed = PubMedArticles.Parse(body);

        Assert.Empty(parsed.Unreadable);
        Assert.Equal(expected, parsed.Records.Select(record => (record.Id, Letters(record.Title))));
        Assert.All(parsed.Records, record =>
        {
            Assert.Equal($"https://pubmed.ncbi.nlm.nih.gov/{record.Id}/", record.Link);
            Assert.NotNull(PartialDate.Parse(record.Fact("published")));
            Assert.NotNull(record.Dated);
            Assert.DoesNotContain('<', record.Title);
        });
    }

    [Theory, MemberData(nameof(SearchFiles))]
    public void Every_search_gives_its_count_and_its_ids(string file)
    {
        var body = Recordings.Read("pubmed", file);
        var (count, ids) = file.EndsWith(".json", StringComparison.Ordinal) ? JsonHits(body) : XmlHits(body);

        var parsed = PubMedSearch.Parse(body);

        Assert.Equal((count, ids), (parsed.Count, string.Join(',', parsed.Ids)));
        Assert.NotEmpty(parsed.Translation);
    }

    [Fact]
    public void A_phrase_that_was_not_found_is_named()
    {
        var parsed = PubMedSearch.Parse(Recordings.Read("pubmed", "recorded/esearch-xml-empty-phrase-not-found.xml"));

        Assert.Equal(0, parsed.Count);
        Assert.NotEmpty(parsed.PhrasesNotFound);
    }

    [Theory, MemberData(nameof(OtherFiles))]
    public void What_is_neither_a_search_nor_a_set_of_articles_is_unavailable_and_never_empty(string file)
    {
        var body = Recordings.Read("pubmed", file);

        Assert.Throws<SourceUnavailableException>(() => PubMedSearch.Parse(body));
        Assert.Throws<SourceUnavailableException>(() => PubMedArticles.Parse(body));
    }

    [Fact]
    public void A_search_is_not_taken_for_articles_nor_articles_for_a_search()
    {
        foreach (var search in Searches.Select(file => Recordings.Read("pubmed", file))) Assert.Throws<SourceUnavailableException>(() => PubMedArticles.Parse(search));
        foreach (var articles in Articles.Select(file => Recordings.Read("pubmed", file))) Assert.Throws<SourceUnavailableException>(() => PubMedSearch.Parse(articles));
    }

    private static XElement Xml(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }

    private static (int, string) XmlHits(byte[] body) =>
        (int.Parse(Xml(body).Element("Count")!.Value, null), string.Join(',', Xml(body).Element("IdList")!.Elements().Select(id => id.Value.Trim())));

    private static (int, string) JsonHits(byte[] body)
    {
        var result = JsonDocument.Parse(body).RootElement.GetProperty("esearchresult");
        return (int.Parse(result.GetProperty("count").GetString()!, null), string.Join(',', result.GetProperty("idlist").EnumerateArray().Select(id => id.GetString())));
    }

    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit));
}
