using System.Globalization;
using System.Xml.Linq;

namespace TargetAlerts.Sources.PubMed;

/// <summary>One PubmedArticle or PubmedBookArticle as a record (SPEC.md section 6).</summary>
internal static class PubMedArticle
{
    public static SourceRecord Journal(string pmid, XElement article)
    {
        var citation = article.Element("MedlineCitation")!;
        var body = citation.Element("Article") ?? throw new FormatException("no Article element");
        var journal = body.Element("Journal");
        var history = article.Element("PubmedData")?.Element("History");
        var draft = new PubMedDraft(pmid, Title(body.Element("ArticleTitle"), body.Element("VernacularTitle")));

        draft.Abstract(body.Element("Abstract"));
        draft.Trials(body.Elements("DataBankList").Elements("DataBank").Elements("AccessionNumberList").Elements("AccessionNumber"));
        draft.Add(PubMedFacts.Authors, FactValue.List(Authors(body.Elements("AuthorList"))));
        draft.Add(PubMedFacts.Journal, FactValue.Text(Text(journal?.Element("ISOAbbreviation")) is { Length: > 0 } brief ? brief : Text(journal?.Element("Title"))));
        draft.Add(PubMedFacts.Published, FactValue.Date(PubMedDates.Published(body.Element("ArticleDate"), journal?.Element("JournalIssue")?.Element("PubDate"))));
        draft.Add(PubMedFacts.Citation, FactValue.Text(Citation(journal?.Element("JournalIssue"), body.Element("Pagination"))));
        // Only PubmedData's own list: the references have lists of their own (SPEC.md section 5).
        draft.Identifiers(article.Element("PubmedData")?.Element("ArticleIdList"), body.Elements("ELocationID"));
        draft.Types(body.Element("PublicationTypeList")?.Elements("PublicationType"));
        draft.Corrections(citation.Element("CommentsCorrectionsList")?.Elements("CommentsCorrections") ?? []);
        draft.Search("MeSH heading", citation.Element("MeshHeadingList")?.Elements("MeshHeading").Select(heading => Text(heading.Element("DescriptorName"))));
        draft.Search("keywords", citation.Elements("KeywordList").Elements("Keyword").Select(Text));
        draft.Search("substance", citation.Element("ChemicalList")?.Elements("Chemical").Select(chemical => Text(chemical.Element("NameOfSubstance"))));
        draft.Search("substance", citation.Element("SupplMeshList")?.Elements("SupplMeshName").Select(Text));
        draft.Search("other abstract", citation.Elements("OtherAbstract").Elements("AbstractText").Select(Text));
        return draft.Done(PubMedDates.Entered(history));
    }

    public static SourceRecord Book(string pmid, XElement article)
    {
        var document = article.Element("BookDocument")!;
        var book = document.Element("Book");
        var draft = new PubMedDraft(pmid, Title(document.Element("ArticleTitle"), book?.Element("BookTitle")));
        draft.Abstract(document.Element("Abstract"));
        draft.Add(PubMedFacts.Authors, FactValue.List(Authors(document.Elements("AuthorList").Concat(book?.Elements("AuthorList") ?? []))));
        draft.Add(PubMedFacts.Journal, FactValue.Text(string.Join(", ", new[] { Text(book?.Element("BookTitle")), Text(book?.Element("Publisher")?.Element("PublisherName")) }.Where(part => part.Length > 0))));
        draft.Add(PubMedFacts.Published, FactValue.Date(PubMedDates.Published(null, book?.Element("PubDate"))));
        draft.Identifiers(document.Element("ArticleIdList"), []);
        draft.Types(document.Elements("PublicationType"));
        draft.Search("keywords", document.Elements("KeywordList").Elements("Keyword").Select(Text));
        return draft.Done(PubMedDates.Entered(article.Element("PubmedBookData")?.Element("History")));
    }

    public static string Text(XElement? element) => PlainText.Clean(element?.Value);

    private static string Title(XElement? title, XElement? other)
    {
        var text = PlainText.Clean(title?.Value, PlainText.TitleLength);
        if (text.Length == 0) text = PlainText.Clean(other?.Value, PlainText.TitleLength);
        // PubMed ends every title with a full stop.
        return text.Length > 0 ? text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal) && text.Length > 1 ? text[..^1] : text : throw new FormatException("no title");
    }

    private static List<string> Authors(IEnumerable<XElement> lists) => [.. lists.Elements("Author")
        .Select(author => author.Element("CollectiveName") is { } group ? Text(group) : $"{Text(author.Element("LastName"))} {Text(author.Element("Initials"))}".Trim())
        .Where(name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Take(1000)];

    // "53(6):325" and, without a volume, what there is.
    private static string Citation(XElement? issue, XElement? pagination)
    {
        var year = Text(issue?.Element("PubDate")?.Element("Year"));
        var volume = Text(issue?.Element("Volume"));
        var number = Text(issue?.Element("Issue")) is { Length: > 0 } n ? $"({n})" : "";
        var pages = Text(pagination?.Element("MedlinePgn")) is { Length: > 0 } p ? $":{p}" : "";
        var rest = volume + number + pages;
        return string.Join(";", new[] { year, rest.TrimStart(':') }.Where(part => part.Length > 0)).ToString(CultureInfo.InvariantCulture);
    }
}
