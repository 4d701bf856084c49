using System.Globalization;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;

namespace TargetAlerts.Upstreams;

/// <summary>Made-up records about the serotonin transporter; the same arguments give the same records.</summary>
public static class Sample
{
    /// <summary>The first PubMed number given; real ones are far below.</summary>
    public const int FirstPmid = 90_000_001;

    /// <summary>Where the made-up feed lies on the stand-in's host of feeds.</summary>
    public const string FeedPath = Samples.SampleItem.Path;

    private static readonly DateOnly Latest = new(2026, 1, 15);

    /// <summary>Articles dated over the twelve years before <paramref name="latest"/>, every twentieth about something else.</summary>
    public static IReadOnlyList<Article> Articles(int count, int seed = 1, DateOnly? latest = null) =>
        [.. Enumerable.Range(0, count).Select(at => Samples.SampleArticle.Make(FirstPmid + at, seed, Day(at, seed, latest), latest ?? Latest))];

    /// <summary>Studies first posted over the twelve years before <paramref name="latest"/>.</summary>
    public static IReadOnlyList<Trial> Trials(int count, int seed = 1, DateOnly? latest = null) =>
        [.. Enumerable.Range(0, count).Select(at => Samples.SampleTrial.Make(TrialNumber(at), seed, Day(at, seed, latest)))];

    /// <summary>A new article of the day, as <see cref="Articles"/> makes them.</summary>
    public static Article Article(int pmid, DateOnly created, int seed = 1) =>
        Fresh(Samples.SampleArticle.Make(pmid, seed, created, created), created);

    /// <summary>A new study of the day, as <see cref="Trials"/> makes them.</summary>
    public static Trial Trial(string nctId, DateOnly posted, int seed = 1) =>
        Samples.SampleTrial.Fresh(Samples.SampleTrial.Make(nctId, seed, posted), posted);

    /// <summary>The study number at a place of the list, from 0.</summary>
    public static string TrialNumber(int at) => string.Create(CultureInfo.InvariantCulture, $"NCT{90_000_001 + at:D8}");

    /// <summary>A model that holds such records and has news to tell whenever it is advanced.</summary>
    public static UpstreamModel Model(TimeProvider? clock = null, int articles = 300, int trials = 80, int seed = 1)
    {
        var model = new UpstreamModel(clock);
        Fill(model, articles, trials, seed);
        return model;
    }

    /// <summary>Puts such records, and news without end, into a model.</summary>
    public static void Fill(UpstreamModel model, int articles = 300, int trials = 80, int seed = 1)
    {
        var latest = model.Today.AddDays(-45);
        model.PubMed.Add(Articles(articles, seed, latest));
        model.Trials.Add(Trials(trials, seed, latest));
        model.ContinueWith(Samples.SampleNews.Scene);
    }

    /// <summary>A model with records of every source about SERT and twenty-one other targets, and news in each whenever it is advanced.</summary>
    public static UpstreamModel World(TimeProvider? clock = null)
    {
        var model = new UpstreamModel(clock);
        FillWorld(model);
        return model;
    }

    /// <summary>Puts such records, and news without end, into a model.</summary>
    /// <param name="records">Of each source and target; the serotonin transporter has more papers and trials.</param>
    /// <param name="targets">At most so many, SERT first.</param>
    /// <param name="everywhere">Each news tells of all targets; else of SERT and of one other in turn.</param>
    public static void FillWorld(UpstreamModel model, int records = 24, int targets = int.MaxValue, int seed = 1, bool everywhere = false) =>
        Samples.SampleWorld.Fill(model, records, targets, seed, everywhere);

    /// <summary>The symbols of the genes that such a model has records of, SERT's first.</summary>
    public static IReadOnlyList<string> Genes => [.. Samples.SampleTopic.All().Select(topic => topic.Gene.Symbol)];

    /// <summary>As an article is on its first day: as the publisher sent it, without headings.</summary>
    internal static Article Fresh(Article article, DateOnly created) => article with { Modified = created, Revised = null, Status = "Publisher", MeshHeadings = [] };

    private static DateOnly Day(int at, int seed, DateOnly? latest) =>
        (latest ?? Latest).AddDays(-(int)(Samples.Dice.Roll(at, seed, 99) % 4380));
}
