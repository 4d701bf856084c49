using System.Globalization;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.Kill;

/// <summary>What the stand-in sources hold from the start, and what happens there: each piece of news on records of its own.</summary>
internal static class News
{
    private const int Articles = 300, Trials = 90;

    private static readonly DateOnly Bulk = new(2025, 12, 1);

    public static void Fill(UpstreamModel model)
    {
        model.PubMed.Add(Sample.Articles(Articles, 1, Bulk));
        model.Trials.Add(Sample.Trials(Trials, 1, Bulk));
    }

    /// <summary>Two new papers, a retraction, a new trial and a trial's change; the links of the papers and of the trials. Plays up to 60 times.</summary>
    public static (string[] Papers, string[] Trials) Play(UpstreamModel model, int number)
    {
        var first = 95_000_000 + number * 10;
        foreach (var pmid in new[] { first, first + 1 })
        {
            model.PubMed.Add(Sample.Article(pmid, model.Today, number) with { Title = $"A new made-up paper {pmid} on the serotonin transporter", IsBook = false });
        }
        var retracted = Sample.Articles(Articles, 1, Bulk).Where(article => !article.IsBook && article.Title.Contains("serotonin transporter", StringComparison.OrdinalIgnoreCase)).ElementAt(number);
        model.PubMed.Change(retracted.Pmid, article => article with
        {
            PublicationTypes = [.. article.PublicationTypes, "Retracted Publication"],
            Links = [.. article.Links, new("RetractionIn", null, "J Made Up Results. 2026;1:1")],
        });
        var trial = string.Create(CultureInfo.InvariantCulture, $"NCT{95_000_000 + number:D8}");
        model.Trials.Add(Sample.Trial(trial, model.Today, number));
        model.Trials.Change(Sample.TrialNumber(number), known => known with { OverallStatus = "SUSPENDED" });
        return ([Paper(first), Paper(first + 1), Paper(retracted.Pmid)], [Link(trial), Link(Sample.TrialNumber(number))]);
    }

    /// <summary>A third of the trials, none that <see cref="Play"/> has changed yet, disappear.</summary>
    public static IReadOnlyList<Trial> Hide(UpstreamModel model)
    {
        var hidden = Enumerable.Range(Trials - 30, 30).Select(at => model.Trials.Find(Sample.TrialNumber(at))!).ToList();
        foreach (var trial in hidden) model.Trials.Delete(trial.NctId);
        return hidden;
    }

    public static string Link(string trial) => $"https://clinicaltrials.gov/study/{trial}";

    private static string Paper(int pmid) => string.Create(CultureInfo.InvariantCulture, $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
}
