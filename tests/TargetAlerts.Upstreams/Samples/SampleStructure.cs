using TargetAlerts.Upstreams.Rcsb;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>Entries of the PDB: by cryo-EM and X-ray with a ligand and an antibody, by NMR without a resolution.</summary>
internal sealed class SampleStructure(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var drug = Drug(topic, at);
        var nmr = Roll(topic, at, 1) % 9 == 0;
        Model.Structures.Add(new Structure
        {
            Id = Id(topic, at),
            Title = $"Made-up {(nmr ? "solution structure" : "structure")} of the human {topic.Name} {(at % 4 == 0 ? "in the apo state" : $"bound to {drug.Name}")}, {One(["outward-open", "occluded", "inward-open"], topic, at, 2)} conformation",
            Method = nmr ? "SOLUTION NMR" : One(["ELECTRON MICROSCOPY", "ELECTRON MICROSCOPY", "X-RAY DIFFRACTION"], topic, at, 3),
            Resolution = nmr ? null : 1.8m + (Roll(topic, at, 4) % 25 / 10m),
            Released = day,
            Revised = day,
            Polymers = [new(topic.Gene.Protein, topic.Gene.UniProt, Mutation: at % 5 == 0 ? "I291A, T439S" : null), .. at % 3 == 0 ? [new Polymer("Made-up Fab heavy chain", null, "Mus musculus")] : Array.Empty<Polymer>()],
            Ligands = at % 4 == 0 ? [("NAG", "2-acetamido-2-deoxy-beta-D-glucopyranose")] : [($"M{at % 100:D2}", drug.Name), ("NA", "SODIUM ION"), ("CLR", "CHOLESTEROL")],
            PubMed = at < News && at % 2 == 0 ? $"{SamplePaper.First(topic) + at}" : null,
            Doi = at < News && at % 2 == 0 ? $"10.99999/made.up.{SamplePaper.First(topic) + at}" : null,
            Affinities = at % 6 == 1 ? [($"M{at % 100:D2}", "Ki", 0.4m, "nM")] : [],
        });
    }

    protected override void Change(SampleTopic topic, int at, int scene)
    {
        if (scene % 2 == 0)
            Model.Structures.Revise(Id(topic, at), major: false, entry => entry with { Doi = $"10.99999/made.up.later.{Number(topic, scene)}" }, "Database references", "Citation");
        else
            Model.Structures.Revise(Id(topic, at), major: true, entry => entry with { Ligands = [("M99", "made-up modulator"), .. entry.Ligands], Resolution = entry.Resolution - 0.1m }, "Refinement description", "Non-polymer description");
    }

    protected override bool Withdraw(SampleTopic topic, int at)
    {
        Model.Structures.Revise(Id(topic, at), major: true, entry => entry with { Status = "OBS" }, "Advisory");
        return true;
    }

    // A nine and three digits of 36: room for four hundred of each topic.
    private static string Id(SampleTopic topic, int at)
    {
        var number = (topic.Number * 400) + (at < News ? at % 200 : 200 + ((at - News) % 200));
        return $"9{Digits[number / 1296]}{Digits[number / 36 % 36]}{Digits[number % 36]}";
    }
}
