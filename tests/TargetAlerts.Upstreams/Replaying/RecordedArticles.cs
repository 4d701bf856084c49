using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Upstreams.Replaying;

/// <summary>Cuts recorded efetch answers into records, each kept letter by letter.</summary>
internal static partial class RecordedArticles
{
    private static readonly string[] Files = ["efetch*.xml", "pubmedsample*.xml", "pubmedbookarticle*.xml"];

    public static IReadOnlyList<Article> Read(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return [.. Files.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
            .SelectMany(file => Records().Matches(File.ReadAllText(file)))
            .Select(match => Make(match.Value))
            .DistinctBy(article => article.Pmid)];
    }

    public static bool IsRetraction(Article article) => Holds(article, "RefType=\"Retraction") || Holds(article, "Retracted Publication");

    public static bool IsErratum(Article article) => Holds(article, "RefType=\"Erratum") || Holds(article, "Published Erratum");

    private static bool Holds(Article article, string text) => article.RawXml!.Contains(text, StringComparison.Ordinal);

    private static Article Make(string xml)
    {
        var record = XElement.Parse(xml);
        var published = Date(record.Descendants("PubDate").FirstOrDefault()) ?? new DateOnly(2000, 1, 1);
        var created = Date(Point(record, "entrez")) ?? published;
        return new Article
        {
            Pmid = int.Parse(record.Descendants("PMID").First().Value, CultureInfo.InvariantCulture),
            Published = published,
            Created = created,
            Entered = Date(Point(record, "pubmed")),
            Modified = Date(record.Descendants("DateRevised").FirstOrDefault()) ?? created,
            RawXml = xml,
        };
    }

    private static XElement? Point(XElement record, string status) =>
        record.Descendants("PubMedPubDate").FirstOrDefault(point => point.Attribute("PubStatus")?.Value == status);

    private static DateOnly? Date(XElement? element)
    {
        if (!int.TryParse(element?.Element("Year")?.Value, CultureInfo.InvariantCulture, out var year))
            return null;
        var text = element.Element("Month")?.Value ?? "1";
        var month = int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : DateTime.TryParseExact(text, "MMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var named) ? named.Month : 1;
        _ = int.TryParse(element.Element("Day")?.Value ?? "1", CultureInfo.InvariantCulture, out var day);
        return new DateOnly(year, month, Math.Clamp(day, 1, DateTime.DaysInMonth(year, month)));
    }

    [GeneratedRegex("<(PubmedArticle|PubmedBookArticle)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Records();
}
