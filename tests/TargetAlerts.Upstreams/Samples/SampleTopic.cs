using TargetAlerts.Upstreams.Genes;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>What made-up records are about: a gene, the names that a careful search finds it by, its drugs.</summary>
/// <param name="Number">Its place; the numbers of its records follow from it.</param>
/// <param name="Names">As titles have them, the plainest first.</param>
internal sealed record SampleTopic(int Number, Gene Gene, IReadOnlyList<string> Names, IReadOnlyList<SampleDrug> Drugs, IReadOnlyList<string> Conditions)
{
    private static readonly string[] Mind = ["Schizophrenia", "Parkinson Disease", "Bipolar Disorder", "Attention Deficit Disorder", "Alzheimer Disease", "Opioid Use Disorder"];
    private static readonly string[] Growth = ["Non-small Cell Lung Cancer", "Myelofibrosis", "Chronic Lymphocytic Leukemia", "Ovarian Cancer", "Colorectal Cancer"];
    private static readonly string[] Body = ["Type 2 Diabetes", "Obesity", "Hypercholesterolemia", "Asthma", "Cystic Fibrosis", "Acute Pain", "Pulmonary Hypertension"];

    /// <summary>The serotonin transporter, which much more is made up about.</summary>
    public static readonly SampleTopic Sert = All().First(topic => topic.Gene.Symbol == "SLC6A4");

    public string Name => Names[0];

    /// <summary>A first sentence; names may end in a comma.</summary>
    public string Sentence(string name, string drug) => Number == 0
        ? $"The {name} takes up serotonin and is the target of {drug}, an antidepressant."
        : $"The {name} is the target of {drug}.";

    public IReadOnlyList<string> MeshHeadings => Number == 0 ? ["Serotonin Plasma Membrane Transport Proteins"] : [];

    public IReadOnlyList<string> Substances => Number == 0 ? ["SLC6A4 protein, human", "Serotonin Plasma Membrane Transport Proteins"] : [$"{Gene.Symbol} protein, human"];

    /// <summary>Serotonin's first, then each gene of the samples that a drug acts on alone, in the order of their symbols.</summary>
    public static IReadOnlyList<SampleTopic> All()
    {
        var genes = new GeneModel();
        SampleGenes.AddTo(genes);
        MoreGenes.AddTo(genes);
        var human = genes.Genes.Where(gene => gene.Organism == "Homo sapiens" && genes.Drugs.Any(drug => drug.Target == gene.Chembl));
        return [.. human.OrderByDescending(gene => gene.Symbol == "SLC6A4").Select((gene, at) => Of(at, gene, [.. genes.Drugs.Where(drug => drug.Target == gene.Chembl).Select(drug => new SampleDrug(drug.Name, drug.Molecule))]))];
    }

    private static SampleTopic Of(int number, Gene gene, IReadOnlyList<SampleDrug> drugs) => number == 0
        ? new(0, gene, SampleWords.Names, [.. SampleWords.Drugs.Select((name, at) => drugs.FirstOrDefault(drug => drug.Name == name) ?? new SampleDrug(name, $"CHEMBL{9_500_001 + at}"))], SampleWords.Conditions)
        : new(number, gene, [gene.Protein, .. gene.OtherNames.Where(name => name.Contains(' ')), $"{gene.Protein} ({gene.Symbol})"], drugs, gene.Symbol switch
        {
            "BTK" or "EGFR" or "JAK2" or "KRAS" or "PARP1" => Growth,
            "ADRB2" or "CFTR" or "DPP4" or "GLP1R" or "HMGCR" or "PDE5A" or "SCN9A" => Body,
            _ => Mind,
        });
}

/// <param name="Chembl">The molecule's number.</param>
internal sealed record SampleDrug(string Name, string Chembl)
{
    public string Capital => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Upper => Name.ToUpperInvariant();
}
