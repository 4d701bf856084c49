using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>PubMed's articles: in each scene new ones, a retraction with its notice, an erratum, and an edit without news.</summary>
internal sealed class SamplePaper(UpstreamModel model, int seed) : ISample
{
    private const int Room = 1_000_000, Apart = 20_000;

    public void Fill(SampleTopic topic, int count)
    {
        var latest = model.Today.AddDays(-45);
        if (topic.Number == 0)
            model.PubMed.Add(Sample.Articles(count * 10, seed, latest));
        else
            model.PubMed.Add(Enumerable.Range(First(topic), count).Select(pmid => SampleArticle.Make(pmid, seed, latest.AddDays(-(int)(Dice.Roll(pmid, seed, 99) % 4380)), latest, topic)));
    }

    public void Happen(SampleTopic topic, int scene)
    {
        Play(model, topic, scene);
        var fresh = News(topic, scene);
        model.PubMed.Add(Long(topic, fresh + 6));
        if (model.PubMed.Find(First(topic) + (scene * 5 % 12)) is { } wrong)
            model.PubMed.Change(wrong.Pmid, paper => paper with { Links = [.. paper.Links, new("ErratumIn", fresh + 7, $"J Made Up Results. {model.Today.Year};2")] });
    }

    public void Publish()
    {
    }

    /// <summary>Three papers, a retraction and its notice, a cosmetic edit, on papers not used before.</summary>
    public static void Play(UpstreamModel model, SampleTopic topic, int scene)
    {
        var fresh = News(topic, scene);
        for (var at = 0; at < 3; at++)
            model.PubMed.Add(Sample.Fresh(SampleArticle.Make(fresh + at, scene, model.Today, model.Today, topic), model.Today));
        var first = First(topic);
        var papers = model.PubMed.Articles.Where(article => article.Pmid >= first && article.Pmid < first + (topic.Number == 0 ? Room : Apart / 2) && !article.IsBook && article.MeshHeadings.Count > 0).ToList();
        if (papers.Count < 2)
            return;
        model.PubMed.Retract(papers[scene * 7 % papers.Count].Pmid, fresh + 5);
        model.PubMed.ChangeCosmetically(papers[((scene * 7) + 1) % papers.Count].Pmid);
    }

    /// <summary>The number of a topic's first article.</summary>
    public static int First(SampleTopic topic) => topic.Number == 0 ? Sample.FirstPmid : 92_000_000 + (topic.Number * Apart);

    private static int News(SampleTopic topic, int scene) => topic.Number == 0 ? Sample.FirstPmid + Room + (scene * 10) : First(topic) + (Apart / 2) + (scene * 10);

    // As they come: a title over three lines with markup and the short name alone, forty authors and a group, no abstract.
    private Article Long(SampleTopic topic, int pmid) => SampleArticle.Make(pmid, seed, model.Today, model.Today, topic) with
    {
        Title = $"Made-up long title: conformation-selective (<i>2S,4S</i>)-analogues of {Dice.Pick(topic.Drugs, pmid, seed, 1).Name} at {(topic.Number == 0 ? "SERT" : topic.Name)} block reuptake, with <i>K</i><sub>i</sub> &lt; 1 nM and residence times of 10<sup>3</sup> s: "
            + "a randomised, double-blind, placebo-controlled, multicentre crossover study with occupancy by positron emission tomography in 1,204 volunteers over fifty-two weeks",
        Abstract = [],
        Authors = [.. Enumerable.Range(0, 40).Select(at => new Author($"{Dice.Pick(SampleWords.Surnames, pmid, seed, 100 + at)}-{Dice.Pick(SampleWords.Surnames, pmid, seed, 200 + at)}", $"{(char)('A' + (at % 26))}")), new Author(null, null, "Made-up Consortium")],
        IsBook = false,
        Modified = model.Today,
        Revised = null,
        Status = "Publisher",
        MeshHeadings = [],
    };
}
