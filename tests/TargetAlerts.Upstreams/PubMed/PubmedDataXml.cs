using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

internal static class PubmedDataXml
{
    public static XElement Render(Article article) => new(article.IsBook ? "PubmedBookData" : "PubmedData",
        new XElement("History",
            Point("pubmed", article.Entered ?? article.Created),
            article.Status == "MEDLINE" && article.Revised is { } revised ? Point("medline", revised) : null,
            Point("entrez", article.Created)),
        new XElement("PublicationStatus", "epublish"),
        new XElement("ArticleIdList",
            Id("pubmed", article.Pmid),
            article.Pmcid is null ? null : Id("pmc", article.Pmcid),
            article.Doi is null ? null : Id("doi", article.Doi)));

    private static XElement Id(string type, object value) => new("ArticleId", new XAttribute("IdType", type), value);

    private static XElement Point(string status, DateOnly date) => new("PubMedPubDate",
        new XAttribute("PubStatus", status),
        new XElement("Year", date.Year),
        new XElement("Month", date.Month),
        new XElement("Day", date.Day),
        new XElement("Hour", 6),
        new XElement("Minute", 0));
}
