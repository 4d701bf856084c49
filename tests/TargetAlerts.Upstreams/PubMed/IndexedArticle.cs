using System.Xml.Linq;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>An article with its XML and its search index, both made when first needed.</summary>
internal sealed class IndexedArticle
{
    private readonly Lazy<string> _xml;
    private readonly Lazy<ArticleIndex> _index;

    public IndexedArticle(Article article)
    {
        Article = article;
        _xml = new Lazy<string>(() => article.RawXml ?? ArticleXml.Render(article));
        // The index is read from the XML, so recorded and made-up records are searched alike.
        _index = new Lazy<ArticleIndex>(() => new ArticleIndex(XElement.Parse(_xml.Value)));
    }

    public Article Article { get; }

    public string Xml => _xml.Value;

    public ArticleIndex Index => _index.Value;

    public DateOnly Date(DateField field) => field switch
    {
        DateField.Create => Article.Created,
        DateField.Entry => Article.Entered ?? Article.Created,
        DateField.Modification => Article.Modified,
        _ => Article.Published,
    };
}
