using TargetAlerts.Upstreams.PubChem;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>PubChem's assays, mirrors of ChEMBL among them. A change shows when all are read again, every four weeks.</summary>
internal sealed class SampleAssay(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    protected override void Put(SampleTopic topic, int at, DateOnly day) => Model.Assays.Add(new Assay(Id(topic, at))
    {
        Name = $"{One(["qHTS assay for inhibitors of", "Counterscreen for", "Late-stage fluorescence polarization dose response of"], topic, at, 1)} the {topic.Name} (made up)",
        Depositor = at < News && at % 8 == 7 ? "ChEMBL" : One(["Made-up Screening Center", "Fictional Institute Probe Development"], topic, at, 2),
        Genes = [topic.Gene.NcbiGene],
        Accessions = [topic.Gene.UniProt],
        Active = (int)(Roll(topic, at, 3) % 90),
        Tested = 100 + (int)(Roll(topic, at, 4) % 300_000),
    });

    protected override void Change(SampleTopic topic, int at, int scene) => Model.Assays.Change(Id(topic, at), assay => assay with { Active = assay.Active + scene });

    protected override bool Withdraw(SampleTopic topic, int at)
    {
        Model.Assays.Delete(Id(topic, at));
        return true;
    }

    private static int Id(SampleTopic topic, int at) => 1_900_000 + Number(topic, at);
}
