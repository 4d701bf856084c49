using TargetAlerts.Upstreams.OpenTargets;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Open Targets: diseases that are associated, drugs and candidates with their stage. Each scene is a release.</summary>
internal sealed class SampleEvidence(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    private static readonly string[] Stages = ["PHASE_1", "PHASE_2", "PHASE_3", "APPROVAL"];

    public override void Fill(SampleTopic topic, int count)
    {
        base.Fill(topic, count);
        Model.OpenTargets.Of(topic.Gene.Ensembl).Symbol = topic.Gene.Symbol;
        for (var at = 0; at < topic.Drugs.Count; at++)
            Model.OpenTargets.Add(Row(topic, at, "APPROVAL"));
        for (var at = 0; at < 3; at++)
            Model.OpenTargets.Add(Candidate(topic, at, Stages[at]));
    }

    public override void Publish() => Model.OpenTargets.Publish();

    protected override void Put(SampleTopic topic, int at, DateOnly day) => Model.OpenTargets.Add(Disease(topic, at, 0));

    protected override void Change(SampleTopic topic, int at, int scene)
    {
        Model.OpenTargets.Add(Disease(topic, at, 0.15));
        switch (scene % 4)
        {
            case 0:
                Model.OpenTargets.Of(topic.Gene.Ensembl).SafetyEvents.Add($"made-up {One(["arrhythmia", "rash", "neutropenia", "hyponatremia"], topic, scene, 1)}, reported {scene} times");
                break;
            case 1:
                Model.OpenTargets.Add(Candidate(topic, scene % 3, Stages[Math.Min(3, (scene % 3) + 1 + (scene / 12))]));
                break;
            case 2:
                Model.OpenTargets.Add(Row(topic, scene, "APPROVAL") with { SafetyStops = [$"NCT{94_000_000 + Number(topic, scene)}"] });
                break;
            default:
                Model.OpenTargets.Add(Row(topic, scene, scene % 8 == 3 ? "WITHDRAWAL" : "PHASE_4"));
                break;
        }
    }

    protected override bool Withdraw(SampleTopic topic, int at) => Model.OpenTargets.Delete($"MONDO_{9_000_000 + Number(topic, at)}", topic.Gene.Ensembl);

    private OpenTargetsDiseaseRow Disease(SampleTopic topic, int at, double more)
    {
        var score = Math.Round(0.32 + (Roll(topic, at, 2) % 50 / 100.0) + more, 2);
        return new($"MONDO_{9_000_000 + Number(topic, at)}", $"{One(topic.Conditions, topic, at, 3).ToLowerInvariant()}, made-up type {at}", score)
        {
            Target = topic.Gene.Ensembl,
            Types = new Dictionary<string, double> { ["genetic_association"] = Math.Round(score - 0.1, 2), ["literature"] = 0.2, [One(["clinical", "animal_model", "rna_expression"], topic, at, 4)] = 0.3 },
        };
    }

    private OpenTargetsDrugRow Row(SampleTopic topic, int at, string stage) => new(Drug(topic, at).Chembl, Drug(topic, at).Upper, stage)
    {
        Target = topic.Gene.Ensembl,
        Diseases = [("EFO_0000001", topic.Conditions[0]), ("EFO_0000002", One(topic.Conditions, topic, at, 5))],
    };

    private static OpenTargetsDrugRow Candidate(SampleTopic topic, int at, string stage) => new($"CHEMBL{96_000_000 + Number(topic, at)}", $"MADEUPINE-{topic.Number}{at:D2}", stage)
    {
        Target = topic.Gene.Ensembl,
        Diseases = [("EFO_0000001", topic.Conditions[0])],
    };
}
