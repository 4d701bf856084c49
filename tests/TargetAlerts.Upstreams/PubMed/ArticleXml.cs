using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>Writes a made-up article the way efetch does.</summary>
internal static partial class ArticleXml
{
    public static string Render(Article article) =>
        (article.IsBook ? BookXml.Render(article) : Journal(article)).ToString(SaveOptions.DisableFormatting);

    public static XElement Markup(string name, string text, params object?[] attributes)
    {
        var escaped = InlineTag().Replace(SecurityElement.Escape(text) ?? "", "<$1>");
        var element = XElement.Parse($"<{name}>{escaped}</{name}>", LoadOptions.PreserveWhitespace);
        element.Add(attributes);
        return element;
    }

    public static XElement? List<T>(string name, IReadOnlyList<T> items, Func<T, XElement> render, params object?[] attributes) =>
        items.Count == 0 ? null : new XElement(name, attributes, items.Select(render));

    public static XElement Pmid(int pmid) => new("PMID", new XAttribute("Version", "1"), pmid);

    public static XElement Date(string name, DateOnly date, params object?[] attributes) => new(name, attributes,
        new XElement("Year", date.Year),
        new XElement("Month", date.Month.ToString("00", CultureInfo.InvariantCulture)),
        new XElement("Day", date.Day.ToString("00", CultureInfo.InvariantCulture)));

    public static XElement Person(Author author) => new("Author", new XAttribute("ValidYN", "Y"),
        author.LastName is null
            ? new XElement("CollectiveName", author.CollectiveName)
            : new object?[] { new XElement("LastName", author.LastName), new XElement("Initials", author.Initials) });

    public static XElement Section(AbstractSection section) => Markup("AbstractText", section.Text,
        section.Label is null ? null : new XAttribute("Label", section.Label));

    public static XElement PubDate(Article article) => article.MedlineDate is { } text
        ? new XElement("PubDate", new XElement("MedlineDate", text))
        : new XElement("PubDate",
            new XElement("Year", article.Published.Year),
            new XElement("Month", article.Published.ToString("MMM", CultureInfo.InvariantCulture)),
            new XElement("Day", article.Published.Day.ToString("00", CultureInfo.InvariantCulture)));

    private static XElement Journal(Article article) => new("PubmedArticle",
        new XElement("MedlineCitation",
            new XAttribute("Status", article.Status),
            new XAttribute("Owner", "NLM"),
            Pmid(article.Pmid),
            article.Revised is { } revised ? Date("DateRevised", revised) : null,
            Body(article),
            new XElement("MedlineJournalInfo", new XElement("MedlineTA", article.JournalAbbreviation)),
            List("ChemicalList", article.Substances, Chemical),
            List("CommentsCorrectionsList", article.Links, Link),
            List("MeshHeadingList", article.MeshHeadings, Heading),
            List("KeywordList", article.Keywords, Keyword, new XAttribute("Owner", "NOTNLM"))),
        PubmedDataXml.Render(article));

    private static XElement Body(Article article) => new("Article",
        new XAttribute("PubModel", "Electronic"),
        new XElement("Journal",
            new XElement("JournalIssue", new XAttribute("CitedMedium", "Internet"), new XElement("Volume", 1), PubDate(article)),
            new XElement("Title", article.Journal),
            new XElement("ISOAbbreviation", article.JournalAbbreviation)),
        Markup("ArticleTitle", article.Title),
        article.Doi is null ? null : new XElement("ELocationID", new XAttribute("EIdType", "doi"), new XAttribute("ValidYN", "Y"), article.Doi),
        List("Abstract", article.Abstract, Section),
        List("AuthorList", article.Authors, Person, new XAttribute("CompleteYN", "Y")),
        new XElement("Language", "eng"),
        List("PublicationTypeList", article.PublicationTypes, type => new XElement("PublicationType", type)),
        article.MedlineDate is null ? Date("ArticleDate", article.Published, new XAttribute("DateType", "Electronic")) : null);

    private static XElement Chemical(string name) => new("Chemical", new XElement("RegistryNumber", 0), new XElement("NameOfSubstance", name));

    private static XElement Link(CorrectionLink link) => new("CommentsCorrections",
        new XAttribute("RefType", link.RefType),
        new XElement("RefSource", link.Source),
        link.Pmid is { } pmid ? Pmid(pmid) : null);

    private static XElement Heading(string heading) => new("MeshHeading",
        new XElement("DescriptorName", new XAttribute("MajorTopicYN", "N"), heading));

    private static XElement Keyword(string keyword) => new("Keyword", new XAttribute("MajorTopicYN", "N"), keyword);

    [GeneratedRegex("&lt;(/?(?:i|b|u|sub|sup))&gt;")]
    private static partial Regex InlineTag();
}
