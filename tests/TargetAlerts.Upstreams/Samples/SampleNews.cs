using System.Globalization;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>News without end: each scene brings one of every kind, on records not used before.</summary>
internal static class SampleNews
{
    public static Scene Scene(int number) => new($"scene {number}: 3 new papers, 1 retraction and its notice, 1 new trial, " +
        "1 trial terminated, 1 phase change, 1 results posting, 1 later completion, 1 cosmetic edit of a paper and of a trial", model => Play(model, number));

    private static void Play(UpstreamModel model, int number)
    {
        var newPmid = Sample.FirstPmid + 1_000_000 + (number * 10);
        for (var at = 0; at < 3; at++)
            model.PubMed.Add(Sample.Article(newPmid + at, model.Today, number));
        var papers = model.PubMed.Articles.Where(article => article.Pmid < Sample.FirstPmid + 1_000_000 && !article.IsBook && article.MeshHeadings.Count > 0).ToList();
        if (papers.Count > 1)
        {
            model.PubMed.Retract(papers[number * 7 % papers.Count].Pmid, newPmid + 5);
            model.PubMed.ChangeCosmetically(papers[((number * 7) + 1) % papers.Count].Pmid);
        }
        model.Trials.Add(Sample.Trial(string.Create(CultureInfo.InvariantCulture, $"NCT{91_000_000 + number:D8}"), model.Today, number));
        PlayTrials(model, number);
    }

    private static void PlayTrials(UpstreamModel model, int number)
    {
        var today = model.Today;
        Change(trial => trial.OverallStatus is "RECRUITING" or "ACTIVE_NOT_RECRUITING", trial => trial with
        {
            OverallStatus = "TERMINATED",
            WhyStopped = "Slow recruitment (made-up reason)",
        });
        Change(trial => trial.Phases is ["PHASE2"], trial => trial with { Phases = ["PHASE2", "PHASE3"] });
        Change(trial => trial.OverallStatus == "COMPLETED" && !trial.HasResults, trial => trial with { HasResults = true, ResultsFirstPosted = today });
        Change(trial => trial.PrimaryCompletion is { Type: "ESTIMATED" }, trial => trial with
        {
            PrimaryCompletion = new TrialDate(today.AddMonths(7 + number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "ESTIMATED"),
        });
        if (Untouched(_ => true) is { } quiet)
            model.Trials.ChangeCosmetically(quiet.NctId);

        void Change(Func<Trial, bool> which, Func<Trial, Trial> change)
        {
            if (Untouched(which) is { } trial)
                model.Trials.Change(trial.NctId, change);
        }

        Trial? Untouched(Func<Trial, bool> which) =>
            model.Trials.Studies.FirstOrDefault(trial => trial.LastUpdatePosted < today && trial.LastUpdatePosted == trial.FirstPosted && which(trial));
    }
}
