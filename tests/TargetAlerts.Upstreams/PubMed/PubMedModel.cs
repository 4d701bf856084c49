using System.Globalization;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>The articles of the stand-in PubMed.</summary>
public sealed class PubMedModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<int, IndexedArticle> _articles = [];
    private IReadOnlyList<IndexedArticle>? _snapshot;

    internal PubMedModel(UpstreamModel model)
    {
        _model = model;
        Vocabulary.Know(Samples.SampleVocabulary.Phrases);
    }

    /// <summary>Phrases that the index is taken to know although no record here holds them; the names of SERT are there from the start.</summary>
    public Vocabulary Vocabulary { get; } = new();

    /// <summary>The number of articles.</summary>
    public int Count => Snapshot().Count;

    /// <summary>All articles, newest number first.</summary>
    public IReadOnlyList<Article> Articles => [.. Snapshot().Select(entry => entry.Article)];

    internal History History { get; } = new();

    internal DateOnly Today => _model.Today;

    /// <summary>Adds an article, or replaces the one with the same number.</summary>
    public void Add(Article article)
    {
        lock (_gate)
            Put(article);
    }

    /// <summary>Adds several articles.</summary>
    public void Add(IEnumerable<Article> articles)
    {
        foreach (var article in articles)
            Add(article);
    }

    /// <summary>The article of that number, or null.</summary>
    public Article? Find(int pmid) => Entry(pmid)?.Article;

    /// <summary>Changes an article; MDAT becomes <paramref name="modified"/>, or today.</summary>
    public Article Change(int pmid, Func<Article, Article> change, DateOnly? modified = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            if (!_articles.TryGetValue(pmid, out var entry))
                throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"no article {pmid}"));
            var changed = change(entry.Article) with { Pmid = pmid, Modified = modified ?? _model.Today };
            Put(changed);
            return changed;
        }
    }

    /// <summary>Moves status, MeSH headings, DateRevised and MDAT: an edit without news.</summary>
    public Article ChangeCosmetically(int pmid) => Change(pmid, article => article with
    {
        Status = "MEDLINE",
        Revised = _model.Today,
        MeshHeadings = [.. article.MeshHeadings, article.MeshHeadings.Contains("Humans") ? "Adult" : "Humans"],
    });

    /// <summary>Marks an article as retracted by a notice, which is added when it is not there.</summary>
    public void Retract(int pmid, int noticePmid)
    {
        lock (_gate)
        {
            if (!_articles.ContainsKey(noticePmid))
                Put(Notices.Retraction(_articles[pmid].Article, noticePmid, _model.Today));
            Change(pmid, article => Notices.Retracted(article, noticePmid));
        }
    }

    /// <summary>Takes an article away: asked for by number, it is simply absent.</summary>
    public bool Delete(int pmid)
    {
        lock (_gate)
        {
            _snapshot = null;
            return _articles.Remove(pmid);
        }
    }

    /// <summary>Ends every history session, as the real one does after a while.</summary>
    public void ForgetHistory() => History.Clear();

    internal IndexedArticle? Entry(int pmid)
    {
        lock (_gate)
            return _articles.GetValueOrDefault(pmid);
    }

    internal IReadOnlyList<IndexedArticle> Snapshot()
    {
        lock (_gate)
            return _snapshot ??= [.. _articles.Values.OrderByDescending(entry => entry.Article.Pmid)];
    }

    private void Put(Article article)
    {
        _articles[article.Pmid] = new IndexedArticle(article);
        _snapshot = null;
    }
}
