using TargetAlerts.Upstreams.UniProt;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>UniProt's entry of each topic, which gains something with every release.</summary>
internal sealed class SampleProtein(UpstreamModel model, int seed) : ISample
{
    public void Fill(SampleTopic topic, int count) => model.Proteins.Add(new Protein(topic.Gene.UniProt)
    {
        Name = topic.Gene.Protein,
        Gene = topic.Gene.Symbol,
        Secondary = topic.Gene.SecondaryAccessions,
        Comments = [("FUNCTION", $"{topic.Sentence(topic.Name, topic.Drugs[0].Name)} Made up (PubMed:{SamplePaper.First(topic)})."), ("SUBUNIT", "Made-up homooligomer."), ("DISEASE", topic.Conditions[0])],
        Features = [("Binding site", 94, "made-up sodium 1"), ("Natural variant", 56, "in a made-up family; dbSNP:rs1")],
        CrossReferences = [("DrugBank", $"DB{90_000 + (topic.Number * 100):D5}")],
        Papers = [$"{SamplePaper.First(topic)}"],
    });

    public void Happen(SampleTopic topic, int scene) => model.Proteins.Publish(topic.Gene.UniProt, protein => (scene % 5) switch
    {
        0 => protein with { CrossReferences = [.. protein.CrossReferences, ("DrugBank", $"DB{90_000 + (topic.Number * 100) + scene:D5}")] },
        1 => protein with { Comments = [.. protein.Comments, ("DISEASE", $"{Dice.Pick(topic.Conditions, scene, seed, 1)}, made-up type {scene}")] },
        2 => protein with { Features = [.. protein.Features, ("Natural variant", 100 + scene, $"in a made-up cohort; loss of transport in {scene} families")] },
        3 => protein with { Comments = [protein.Comments[0] with { Text = $"{protein.Comments[0].Text} Made-up phosphorylation at site {scene} regulates it." }, .. protein.Comments.Skip(1)] },
        _ => protein with { Comments = [.. protein.Comments, ("CAUTION", $"Made-up doubt {scene} about its localisation.")] },
    });

    public void Publish()
    {
    }
}
