using TargetAlerts.Upstreams.Crossref;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Crossref: every work that PubMed or Europe PMC names by DOI, and a notice about one in each scene.</summary>
internal sealed class SampleWork(UpstreamModel model) : ISample
{
    private static readonly string[] Types = ["correction", "retraction", "expression_of_concern", "new_version", "withdrawal"];

    public void Fill(SampleTopic topic, int count)
    {
    }

    public void Happen(SampleTopic topic, int scene)
    {
        Publish();
        var first = SamplePaper.First(topic);
        var papers = model.PubMed.Articles.Where(article => article.Doi is not null && article.Pmid >= first && article.Pmid < first + 10_000).ToList();
        if (papers.Count > 0)
            model.Crossref.Notify(papers[scene * 11 % papers.Count].Doi!, Types[(scene - 1) % Types.Length], $"10.99997/notice.{topic.Number}.{scene}", source: scene % 2 == 0 ? "publisher" : "retraction-watch");
    }

    public void Publish()
    {
        var works = model.PubMed.Articles.Select(article => (article.Doi, article.Title)).Concat(model.EuropePmc.Rows.Select(row => (row.Doi, Title: row.Title ?? "Made-up work")));
        model.Crossref.Add(works.Where(work => work.Doi is not null && model.Crossref.Find(work.Doi) is null).Select(work => new CrossrefRecord(work.Doi!) { Title = work.Title }));
    }
}
