namespace TargetAlerts.Upstreams.Genes;

/// <summary>Further targets of drugs, so that a service can follow twenty. As with <see cref="SampleGenes"/>, numbers of molecules are made up.</summary>
public static class MoreGenes
{
    private static readonly (Gene Gene, string Drug, string Action)[] All =
    [
        (Of("SLC6A3", "solute carrier family 6 member 3", 11049, 6531, 142319, "Q01959", "Sodium-dependent dopamine transporter", "CHEMBL238", 927), "methylphenidate", "INHIBITOR"),
        (Of("HTR2A", "5-hydroxytryptamine receptor 2A", 5293, 3356, 102468, "P28223", "5-hydroxytryptamine receptor 2A", "CHEMBL224", 6), "pimavanserin", "INVERSE AGONIST"),
        (Of("HTR1A", "5-hydroxytryptamine receptor 1A", 5286, 3350, 178394, "P08908", "5-hydroxytryptamine receptor 1A", "CHEMBL214", 1), "buspirone", "PARTIAL AGONIST"),
        (Of("DRD3", "dopamine receptor D3", 3024, 1814, 151577, "P35462", "D(3) dopamine receptor", "CHEMBL234", 216), "cariprazine", "PARTIAL AGONIST"),
        (Of("ACHE", "acetylcholinesterase (Yt blood group)", 108, 43, 87085, "P22303", "Acetylcholinesterase", "CHEMBL220", 2465), "donepezil", "INHIBITOR"),
        (Of("MAOB", "monoamine oxidase B", 6834, 4129, 69535, "P27338", "Amine oxidase [flavin-containing] B", "CHEMBL2039", 2490), "rasagiline", "INHIBITOR"),
        (Of("OPRM1", "opioid receptor mu 1", 8156, 4988, 112038, "P35372", "Mu-type opioid receptor", "CHEMBL233", 319), "buprenorphine", "PARTIAL AGONIST"),
        (Of("JAK2", "Janus kinase 2", 6192, 3717, 96968, "O60674", "Tyrosine-protein kinase JAK2", "CHEMBL2971", 2048), "ruxolitinib", "INHIBITOR"),
        (Of("BTK", "Bruton tyrosine kinase", 1133, 695, 10671, "Q06187", "Tyrosine-protein kinase BTK", "CHEMBL5251", 1948), "ibrutinib", "INHIBITOR"),
        (Of("KRAS", "KRAS proto-oncogene, GTPase", 6407, 3845, 133703, "P01116", "GTPase KRas", "CHEMBL2189121", 2824), "sotorasib", "INHIBITOR"),
        (Of("PARP1", "poly(ADP-ribose) polymerase 1", 270, 142, 143799, "P09874", "Poly [ADP-ribose] polymerase 1", "CHEMBL3105", 2771), "olaparib", "INHIBITOR"),
        (Of("DPP4", "dipeptidyl peptidase 4", 3009, 1803, 197635, "P27487", "Dipeptidyl peptidase 4", "CHEMBL284", 1612), "sitagliptin", "INHIBITOR"),
        (Of("HMGCR", "3-hydroxy-3-methylglutaryl-CoA reductase", 5006, 3156, 113161, "P04035", "3-hydroxy-3-methylglutaryl-coenzyme A reductase", "CHEMBL402", 639), "atorvastatin", "INHIBITOR"),
        (Of("CFTR", "CF transmembrane conductance regulator", 1884, 1080, 1626, "P13569", "Cystic fibrosis transmembrane conductance regulator", "CHEMBL4051", 707), "ivacaftor", "POSITIVE MODULATOR"),
        (Of("ADRB2", "adrenoceptor beta 2", 286, 154, 169252, "P07550", "Beta-2 adrenergic receptor", "CHEMBL210", 29), "salbutamol", "AGONIST"),
        (Of("SCN9A", "sodium voltage-gated channel alpha subunit 9", 10597, 6335, 169432, "Q15858", "Sodium channel protein type 9 subunit alpha", "CHEMBL4296", 584), "suzetrigine", "BLOCKER"),
    ];

    /// <summary>Puts all of them, with a target and a drug each, into a model.</summary>
    public static void AddTo(GeneModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Add(All.Select(one => one.Gene));
        model.Add(All.Select(one => new GeneTarget(one.Gene.Chembl!, one.Gene.Protein, "SINGLE PROTEIN", one.Gene.UniProt)));
        model.Add(All.Select((one, at) => new GeneDrug(101 + at, $"CHEMBL{9_001_001 + (100 * at)}", one.Drug, one.Gene.Chembl!, one.Action)));
    }

    private static Gene Of(string symbol, string name, int hgnc, int ncbi, int ensembl, string uniProt, string protein, string chembl, int gtopdb) => new()
    {
        Symbol = symbol,
        Name = name,
        Hgnc = $"HGNC:{hgnc}",
        NcbiGene = $"{ncbi}",
        Ensembl = $"ENSG{ensembl:D11}",
        UniProt = uniProt,
        Protein = protein,
        Chembl = chembl,
        GtoPdb = $"{gtopdb}",
    };
}
