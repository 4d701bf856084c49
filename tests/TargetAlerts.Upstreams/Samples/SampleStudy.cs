using System.Globalization;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>ClinicalTrials.gov's studies: in each scene one is new, one terminated, one of another phase, one has results, one ends later.</summary>
internal sealed class SampleStudy(UpstreamModel model, int seed) : ISample
{
    private const int Apart = 20_000;

    public void Fill(SampleTopic topic, int count)
    {
        var latest = model.Today.AddDays(-45);
        if (topic.Number == 0)
            model.Trials.Add(Sample.Trials(count * 3, seed, latest));
        else
            model.Trials.Add(Enumerable.Range(First(topic), count).Select(number => SampleTrial.Make(Number(number), seed, latest.AddDays(-(int)(Dice.Roll(number, seed, 99) % 4380)), topic)));
    }

    public void Happen(SampleTopic topic, int scene) => Play(model, topic, scene);

    public void Publish()
    {
    }

    public static void Play(UpstreamModel model, SampleTopic topic, int scene)
    {
        var today = model.Today;
        var (first, room) = (First(topic), topic.Number == 0 ? 1_000_000 : Apart / 2);
        model.Trials.Add(SampleTrial.Fresh(SampleTrial.Make(Number(topic.Number == 0 ? 91_000_000 + scene : first + room + scene), scene, today, topic), today));
        Change(trial => trial.OverallStatus is "RECRUITING" or "ACTIVE_NOT_RECRUITING", trial => trial with
        {
            OverallStatus = "TERMINATED",
            WhyStopped = "Slow recruitment (made-up reason)",
        });
        Change(trial => trial.Phases is ["PHASE2"], trial => trial with { Phases = ["PHASE2", "PHASE3"] });
        Change(trial => trial.OverallStatus == "COMPLETED" && !trial.HasResults, trial => trial with { HasResults = true, ResultsFirstPosted = today });
        Change(trial => trial.PrimaryCompletion is { Type: "ESTIMATED" }, trial => trial with
        {
            PrimaryCompletion = new TrialDate(today.AddMonths(7 + scene).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "ESTIMATED"),
        });
        if (Untouched(_ => true) is { } quiet)
            model.Trials.ChangeCosmetically(quiet.NctId);

        void Change(Func<Trial, bool> which, Func<Trial, Trial> change)
        {
            if (Untouched(which) is { } trial)
                model.Trials.Change(trial.NctId, change);
        }

        Trial? Untouched(Func<Trial, bool> which) =>
            model.Trials.Studies.FirstOrDefault(trial => IsOf(trial.NctId) && trial.LastUpdatePosted < today && trial.LastUpdatePosted == trial.FirstPosted && which(trial));

        // A model may hold studies of other numbers beside those of the samples: they are SERT's.
        bool IsOf(string nctId) => int.Parse(nctId[3..], CultureInfo.InvariantCulture) is var number && (topic.Number == 0 ? number < 93_000_000 : number >= first && number < first + room);
    }

    private static int First(SampleTopic topic) => topic.Number == 0 ? 90_000_001 : 93_000_000 + (topic.Number * Apart);

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"NCT{number:D8}");
}
