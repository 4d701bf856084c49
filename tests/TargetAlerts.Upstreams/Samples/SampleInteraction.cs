using System.Globalization;
using TargetAlerts.Upstreams.Gtopdb;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>The Guide to PHARMACOLOGY's ligands, some with markup in the name, an affinity range or none. Each scene is a release.</summary>
internal sealed class SampleInteraction(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    public override void Publish() => Model.Gtopdb.Release();

    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        Model.Gtopdb.Add(Ligand(topic, at));
        Model.Gtopdb.Add(Row(topic, at));
        if (at % 6 == 0 && at < News)
            Model.Gtopdb.Add(Row(topic, at + 3000) with { Species = "Rat" });
    }

    protected override void Change(SampleTopic topic, int at, int scene)
    {
        switch (scene % 4)
        {
            case 0:
                Model.Gtopdb.Add(Ligand(topic, at) with { Approved = true, Withdrawn = true });
                break;
            case 1:
                Model.Gtopdb.Add(Row(topic, at) with { Affinity = "9.6" });
                break;
            case 2:
                Model.Gtopdb.Add(Ligand(topic, at) with { Approved = true });
                break;
            default:
                Model.Gtopdb.Add(Row(topic, at) with { Type = "Allosteric modulator", Action = "Negative" });
                break;
        }
    }

    protected override bool Withdraw(SampleTopic topic, int at) => Model.Gtopdb.Delete(1 + Number(topic, at));

    private static GtopdbLigandRow Ligand(SampleTopic topic, int at) => new(500_000 + Number(topic, at), (at % 4) switch
    {
        0 => $"[<sup>3</sup>H]made-up-{Number(topic, at)}",
        1 => $"(<i>S</i>)-made-up-{Number(topic, at)} &plusmn;",
        2 => $"{Drug(topic, at).Name} (made up, form {at})",
        _ => $"compound {Number(topic, at)} [PMID: 90000001]",
    });

    private GtopdbInteractionRow Row(SampleTopic topic, int at) => new(1 + Number(topic, at), int.Parse(topic.Gene.GtoPdb!, CultureInfo.InvariantCulture), 500_000 + Number(topic, at % 3000))
    {
        Type = One(["Inhibitor", "Antagonist", "Allosteric modulator"], topic, at, 1),
        Affinity = (Roll(topic, at, 2) % 5) switch { 0 => "-", 1 => "7.5 - 8.9", 2 => null, var roll => $"{6 + roll - 2}.{Roll(topic, at, 3) % 10}" },
        AffinityParameter = One(["pKi", "pIC50"], topic, at, 4),
        Primary = Roll(topic, at, 5) % 4 == 0,
        Pmid = SamplePaper.First(topic) + (at % 20),
    };
}
