using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.PubMed;
using TargetAlerts.Upstreams.Replaying;

namespace TargetAlerts.Upstreams;

/// <summary>Fills a model with recorded answers: seven in ten at once, the others as the next news.</summary>
public static class Replay
{
    /// <summary>Loads pubmed/recorded and clinicaltrials/recorded below <paramref name="folder"/>; either may be missing.</summary>
    public static void Load(string folder, UpstreamModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var articles = RecordedArticles.Read(Path.Combine(folder, "pubmed", "recorded"));
        var trials = RecordedTrials.Read(Path.Combine(folder, "clinicaltrials", "recorded"));
        var laterArticles = articles.Where(IsLater).ToList();
        List<Trial> laterTrials = [.. trials.Where((_, at) => at % 3 == 2)];
        model.PubMed.Add(articles.Except(laterArticles));
        model.Trials.Add(trials.Except(laterTrials));
        model.AddScene(new Scene($"the rest of the recordings: {laterArticles.Count} articles, {laterTrials.Count} studies", changed =>
        {
            changed.PubMed.Add(laterArticles.Select(article => article with { Created = changed.Today, Entered = changed.Today, Modified = changed.Today }));
            changed.Trials.Add(laterTrials.Select(trial => trial with { LastUpdatePosted = changed.Today }));
        }));
    }

    // The number decides, so the split is the same everywhere; whatever was retracted or corrected comes later.
    private static bool IsLater(Article article) =>
        Samples.Dice.Roll(article.Pmid, 1, 1) % 10 < 2
        || RecordedArticles.IsRetraction(article)
        || (RecordedArticles.IsErratum(article) && article.Pmid % 2 == 0);
}
