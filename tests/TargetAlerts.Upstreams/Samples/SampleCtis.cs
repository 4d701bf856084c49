using TargetAlerts.Upstreams.Ctis;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Trials of the EU's CTIS; some are registered in America too.</summary>
internal sealed class SampleCtis(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var (drug, condition) = (Drug(topic, at), One(topic.Conditions, topic, at, 1));
        // Some only mention a drug.
        var other = at % 5 == 3;
        Model.Ctis.Add(new CtisEntry(CtisModel.Number(Number(topic, at)), $"A Made-up, Randomised, Double-blind Trial of {(other ? "Made-upine" : drug.Capital)} Versus Placebo in {condition}")
        {
            Status = at >= News ? 2 : One([2, 3, 4, 4, 5, 8], topic, at, 2),
            PrimaryEndPoint = other ? $"Made-up score six weeks after the switch from {drug.Name}" : "Made-up score at week 6",
            Product = other ? "Made-upine" : at % 3 == 0 ? $"{drug.Capital} 50 mg film-coated tablets, Placebo" : drug.Capital,
            Conditions = condition,
            Countries = One<string[]>([["Hungary:2"], ["Germany:8", "France:3", "Spain:11"], ["Denmark:1"]], topic, at, 3),
            Decided = day,
            LastUpdated = day,
            Sponsor = One(SampleWords.Sponsors, topic, at, 4),
            Phase = One(["Therapeutic exploratory (Phase II)", "Therapeutic confirmatory (Phase III)", "Therapeutic use (Phase IV)"], topic, at, 5),
            Enrolled = 30 + (int)(Roll(topic, at, 6) % 900),
            NctNumber = at % 4 == 0 ? $"NCT{97_000_000 + Number(topic, at)}" : null,
        });
    }

    protected override void Change(SampleTopic topic, int at, int scene) => Model.Ctis.Change(CtisModel.Number(Number(topic, at)), trial => (scene % 4) switch
    {
        0 => trial with { Enrolled = trial.Enrolled * 2 },
        1 => trial with { Status = One([6, 7, 8, 10], topic, scene, 7) },
        2 => trial with { Countries = [.. trial.Countries, $"Portugal:{scene}"] },
        _ => trial with { Results = "Yes" },
    });

    protected override bool Withdraw(SampleTopic topic, int at)
    {
        Model.Ctis.Delete(CtisModel.Number(Number(topic, at)));
        return true;
    }
}
