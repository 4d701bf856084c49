using System.Globalization;
using TargetAlerts.Upstreams.Chembl;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>ChEMBL: measured activities, five to an article; drugs and candidates by their mechanism. Each scene is a release.</summary>
internal sealed class SampleLigand(UpstreamModel model, int seed) : SampleSource(model, seed)
{
    private const int Candidates = 3, PaperSize = 5;

    public override void Fill(SampleTopic topic, int count)
    {
        base.Fill(topic, count);
        for (var at = 0; at < topic.Drugs.Count; at++)
            Mechanism(topic, at, topic.Drugs[at].Chembl, topic.Drugs[at].Upper, "4.0", 1987 + (at % 35));
        for (var at = 0; at < Candidates; at++)
            Mechanism(topic, 100 + at, Candidate(topic, at), Called(topic, at), $"{1 + at}.0", null);
    }

    public override void Publish() => Model.Chembl.Release();

    protected override void Put(SampleTopic topic, int at, DateOnly day)
    {
        var potency = 4.5m + (Roll(topic, at, 1) % 52 / 10m);
        var (silent, weak) = (Roll(topic, at, 2) % 11 == 0, Roll(topic, at, 2) % 7 == 0);
        var document = $"CHEMBL{91_000_000 + (Number(topic, at) / PaperSize)}";
        Model.Chembl.Add(new ChemblDocumentRow(document, at < News ? SamplePaper.First(topic) + (at / PaperSize) : null, null));
        Model.Chembl.Add(new ChemblActivityRow(30_000_000 + Number(topic, at), topic.Gene.Chembl!, $"CHEMBL{95_000_000 + Number(topic, at)}")
        {
            TargetName = topic.Gene.Protein,
            Name = Roll(topic, at, 3) % 3 == 0 ? $"MADEUP-{Number(topic, at)}" : null,
            Type = One(["Ki", "IC50", "Kd"], topic, at, 4),
            Relation = silent ? null : weak ? ">" : "=",
            Value = silent ? null : weak ? "10000" : ((decimal)Math.Pow(10, 9 - (double)potency)).ToString("0.##", CultureInfo.InvariantCulture),
            Pchembl = silent || weak ? null : potency.ToString("0.00", CultureInfo.InvariantCulture),
            Comment = silent ? "Not Determined" : null,
            Variant = Roll(topic, at, 5) % 13 == 0 ? "S438T" : null,
            Validity = Roll(topic, at, 6) % 17 == 0 ? "Outside typical range" : null,
            Assay = $"CHEMBL{92_000_000 + (Number(topic, at) / PaperSize)}",
            AssayDescription = $"Made-up displacement of [3H]-{Drug(topic, at).Name} from human {topic.Name} expressed in HEK293 cells incubated for {10 + (int)(Roll(topic, at, 7) % 90)} mins by scintillation counting",
            Document = document,
        });
    }

    protected override void Change(SampleTopic topic, int at, int scene)
    {
        var (candidate, drug) = (scene % Candidates, Drug(topic, scene));
        switch (scene % 4)
        {
            case 0:
                Mechanism(topic, 200 + scene, Candidate(topic, scene), Called(topic, scene), "1.0", null);
                break;
            case 1:
                Model.Chembl.Add(new ChemblMoleculeRow(Candidate(topic, candidate), Called(topic, candidate)) { Phase = $"{Math.Min(4, 2 + candidate + (scene / 12))}.0" });
                break;
            case 2:
                Model.Chembl.Add(new ChemblIndicationRow((Number(topic, News + scene) * 2) + 1, drug.Chembl, $"{One(topic.Conditions, topic, scene, 8)}, Made-up Type {scene}", 3));
                break;
            default:
                Model.Chembl.Add(new ChemblMoleculeRow(drug.Chembl, drug.Upper) { Phase = "4.0", FirstApproval = 1990, Withdrawn = true });
                break;
        }
    }

    protected override bool Withdraw(SampleTopic topic, int at) => Model.Chembl.Delete("activity", $"{30_000_000 + Number(topic, at)}");

    private void Mechanism(SampleTopic topic, int at, string molecule, string name, string phase, int? approved)
    {
        Model.Chembl.Add(new ChemblMoleculeRow(molecule, name) { Phase = phase, FirstApproval = approved });
        Model.Chembl.Add(new ChemblMechanismRow(Number(topic, at) + 1, topic.Gene.Chembl!, molecule) { Mechanism = $"{topic.Gene.Protein} ligand (made up)" });
        Model.Chembl.Add(new ChemblIndicationRow((Number(topic, at) * 2) + 2, molecule, One(topic.Conditions, topic, at, 9), decimal.Parse(phase, CultureInfo.InvariantCulture)));
    }

    private static string Candidate(SampleTopic topic, int at) => $"CHEMBL{96_000_000 + Number(topic, at)}";

    private static string Called(SampleTopic topic, int at) => $"MADEUPINE-{topic.Number}{at:D2}";
}
