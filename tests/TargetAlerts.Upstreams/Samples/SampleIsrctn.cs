using TargetAlerts.Upstreams.Isrctn;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Trials of the ISRCTN registry, some with the gaps that it is known for.</summary>
internal sealed class SampleIsrctn(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var (drug, condition) = (Drug(topic, at), One(topic.Conditions, topic, at, 1));
        var trial = new IsrctnRecord(Id(topic, at), $"Made-up trial of {drug.Name} in {condition}: the MADE-{Number(topic, at)} study")
        {
            LastUpdated = new DateTimeOffset(day, new TimeOnly(10, 11, 12), TimeSpan.Zero),
            Assigned = day,
            ScientificTitle = at % 3 == 0 ? "" : $"A randomised, double-blind, placebo-controlled, made-up trial of {drug.Name}, which acts on the {topic.Name}",
            Intervention = $"Participants receive {drug.Name} 20 mg once daily or placebo for 12 weeks.",
            DrugNames = drug.Capital,
            Condition = condition,
            Phase = One(["Phase II", "Phase III", "Phase IV", "Not Specified"], topic, at, 2),
            RecruitmentStart = day.AddDays(60),
            RecruitmentEnd = day.AddYears(2),
            OverallEnd = at % 5 == 0 ? null : day.AddYears(3),
            TargetEnrolment = 40 + (int)(Roll(topic, at, 3) % 400),
            Countries = at % 4 == 0 ? ["England", "Wales", "Denmark"] : ["United Kingdom"],
        };
        Model.Isrctn.Add(at >= News ? trial with { LastUpdated = default } : trial);
    }

    protected override void Change(SampleTopic topic, int at, int scene) => Model.Isrctn.Edit(Id(topic, at), trial => (scene % 5) switch
    {
        0 => trial with { TotalFinalEnrolment = trial.TargetEnrolment - 3 },
        1 => trial with { OverallStatusOverride = "Stopped" },
        2 => trial with { RecruitmentEnd = trial.RecruitmentEnd?.AddMonths(scene) },
        3 => trial with { Outputs = [.. trial.Outputs, "Results article"], BasicReport = "Made-up basic results." },
        _ => trial with { DrugNames = $"{trial.DrugNames}, made-upine" },
    });

    protected override bool Withdraw(SampleTopic topic, int at)
    {
        Model.Isrctn.Delete(Id(topic, at));
        return true;
    }

    private static string Id(SampleTopic topic, int at) => IsrctnModel.Number(Number(topic, at));
}
