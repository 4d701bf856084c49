using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

internal static class BookXml
{
    public static XElement Render(Article article) => new("PubmedBookArticle",
        new XElement("BookDocument",
            ArticleXml.Pmid(article.Pmid),
            new XElement("ArticleIdList",
                new XElement("ArticleId", new XAttribute("IdType", "bookaccession"), $"NBK{article.Pmid}")),
            new XElement("Book",
                new XElement("Publisher", new XElement("PublisherName", article.Journal)),
                ArticleXml.Markup("BookTitle", article.Title),
                ArticleXml.PubDate(article)),
            ArticleXml.Markup("ArticleTitle", article.Title),
            new XElement("Language", "eng"),
            ArticleXml.List("AuthorList", article.Authors, ArticleXml.Person, new XAttribute("CompleteYN", "Y")),
            article.PublicationTypes.Select(type => new XElement("PublicationType", type)),
            ArticleXml.List("Abstract", article.Abstract, ArticleXml.Section)),
        PubmedDataXml.Render(article));
}
