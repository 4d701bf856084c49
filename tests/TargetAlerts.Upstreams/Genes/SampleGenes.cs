namespace TargetAlerts.Upstreams.Genes;

/// <summary>
/// The serotonin transporter, five other targets and the neighbours that are mistaken for them. Names and identifiers of the
/// genes and of the targets are real; molecule numbers, families and which drug acts on what are made up.
/// </summary>
public static class SampleGenes
{
    /// <summary>ChEMBL's GABA-A receptor.</summary>
    public const string GabaA = "CHEMBL2093872";

    /// <summary>A made-up family around the serotonin transporter.</summary>
    public const string Monoamine = "CHEMBL9000001";

    /// <summary>Puts all of them into a model.</summary>
    public static void AddTo(GeneModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Add(Genes());
        model.Add(
            new GeneTarget("CHEMBL228", "Serotonin transporter", "SINGLE PROTEIN", "P31645"),
            new GeneTarget("CHEMBL222", "Norepinephrine transporter", "SINGLE PROTEIN", "P23975"),
            new GeneTarget(Monoamine, "Monoamine transporter (made up)", "PROTEIN FAMILY", "P31645", "P23975"),
            new GeneTarget("CHEMBL203", "Epidermal growth factor receptor erbB1", "SINGLE PROTEIN", "P00533"),
            new GeneTarget("CHEMBL217", "Dopamine D2 receptor", "SINGLE PROTEIN", "P14416"),
            new GeneTarget("CHEMBL1784", "Glucagon-like peptide 1 receptor", "SINGLE PROTEIN", "P43220"),
            new GeneTarget("CHEMBL1827", "Phosphodiesterase 5A", "SINGLE PROTEIN", "O76074") { Words = ["cGMP-specific PDE"] },
            new GeneTarget("CHEMBL1962", "GABA receptor alpha-1 subunit", "SINGLE PROTEIN", "P14867"),
            new GeneTarget("CHEMBL4956", "GABA receptor alpha-2 subunit", "SINGLE PROTEIN", "P47869"),
            new GeneTarget(GabaA, "GABA-A receptor; anion channel", "PROTEIN COMPLEX GROUP", "P14867", "P47869") { Words = ["GABAA", "GABR"] });
        model.Add(Drugs());
    }

    private static IEnumerable<GeneDrug> Drugs() =>
    [
        new(1, "CHEMBL809", "sertraline", "CHEMBL228"),
        new(2, "CHEMBL9000101", "venlafaxine", "CHEMBL228"),
        new(3, "CHEMBL9000101", "venlafaxine", "CHEMBL222"),
        new(4, "CHEMBL9000102", "tesofensine", Monoamine),
        new(5, "CHEMBL9000201", "erlotinib", "CHEMBL203"),
        new(6, "CHEMBL9000202", "osimertinib", "CHEMBL203"),
        new(7, "CHEMBL9000203", "vandetanib", "CHEMBL203"),
        new(8, "CHEMBL9000203", "vandetanib", "CHEMBL9000901"),
        new(9, "CHEMBL9000203", "vandetanib", "CHEMBL9000902"),
        new(10, "CHEMBL9000301", "haloperidol", "CHEMBL217", "ANTAGONIST"),
        new(11, "CHEMBL9000401", "semaglutide", "CHEMBL1784", "AGONIST"),
        new(12, "CHEMBL9000501", "sildenafil", "CHEMBL1827"),
        new(13, "CHEMBL9000601", "zolpidem", GabaA, "POSITIVE ALLOSTERIC MODULATOR"),
    ];

    private static IEnumerable<Gene> Genes() =>
    [
        new()
        {
            Symbol = "SLC6A4", Name = "solute carrier family 6 member 4", Hgnc = "HGNC:11050", NcbiGene = "6532", Ensembl = "ENSG00000108576", UniProt = "P31645",
            Protein = "Sodium-dependent serotonin transporter", ShortNames = ["SERT", "5HTT"], OtherNames = ["5HT transporter", "Solute carrier family 6 member 4", "Serotonin transporter"],
            Synonyms = ["HTT", "SERT"], Aliases = ["5-HTT"], Previous = ["HTT", "OCD1"], SecondaryAccessions = ["Q5EE02"], Chembl = "CHEMBL228", GtoPdb = "928", Omim = "182138",
        },
        new()
        {
            Symbol = "HTT", Name = "huntingtin", Hgnc = "HGNC:4851", NcbiGene = "3064", Ensembl = "ENSG00000197386", UniProt = "P42858", Protein = "Huntingtin",
            OtherNames = ["Huntington disease protein"], ShortNames = ["HD protein"], Synonyms = ["HD", "IT15"], Aliases = ["IT15"], Previous = ["HD"],
        },
        new()
        {
            Symbol = "SLC6A2", Name = "solute carrier family 6 member 2", Hgnc = "HGNC:11048", NcbiGene = "6530", Ensembl = "ENSG00000103546", UniProt = "P23975",
            Protein = "Sodium-dependent noradrenaline transporter", ShortNames = ["NET"], OtherNames = ["Norepinephrine transporter"], Synonyms = ["NAT1", "NET1"], Previous = ["SLC6A5"], Chembl = "CHEMBL222", GtoPdb = "926",
        },
        new()
        {
            Symbol = "EGFR", Name = "epidermal growth factor receptor", Hgnc = "HGNC:3236", NcbiGene = "1956", Ensembl = "ENSG00000146648", UniProt = "P00533",
            Protein = "Epidermal growth factor receptor", OtherNames = ["Proto-oncogene c-ErbB-1", "Receptor tyrosine-protein kinase erbB-1"], Synonyms = ["ERBB", "ERBB1", "HER1"],
            Aliases = ["ERBB1"], Previous = ["ERBB"], Chembl = "CHEMBL203", GtoPdb = "1797",
        },
        new()
        {
            Symbol = "DRD2", Name = "dopamine receptor D2", Hgnc = "HGNC:3023", NcbiGene = "1813", Ensembl = "ENSG00000149295", UniProt = "P14416",
            Protein = "D(2) dopamine receptor", OtherNames = ["Dopamine D2 receptor"], Aliases = ["D2R", "D2DR"], SecondaryAccessions = ["Q9NZR3", "Q9UPA9"], Chembl = "CHEMBL217", GtoPdb = "215", Omim = "126450",
        },
        new()
        {
            Symbol = "GLP1R", Name = "glucagon like peptide 1 receptor", Hgnc = "HGNC:4324", NcbiGene = "2740", Ensembl = "ENSG00000112164", UniProt = "P43220",
            Protein = "Glucagon-like peptide 1 receptor", ShortNames = ["GLP-1 receptor", "GLP-1R"], Chembl = "CHEMBL1784", GtoPdb = "249",
        },
        new()
        {
            Symbol = "PDE5A", Name = "phosphodiesterase 5A", Hgnc = "HGNC:8784", NcbiGene = "8654", Ensembl = "ENSG00000138735", UniProt = "O76074",
            Protein = "cGMP-specific 3',5'-cyclic phosphodiesterase", OtherNames = ["cGMP-specific PDE"], Synonyms = ["PDE5"], Chembl = "CHEMBL1827", GtoPdb = "1304",
        },
        new()
        {
            Symbol = "GABRA1", Name = "gamma-aminobutyric acid type A receptor subunit alpha1", Hgnc = "HGNC:4075", NcbiGene = "2554", Ensembl = "ENSG00000022355", UniProt = "P14867",
            Protein = "Gamma-aminobutyric acid receptor subunit alpha-1", OtherNames = ["GABA(A) receptor subunit alpha-1"], Chembl = "CHEMBL1962", GtoPdb = "404",
        },
        new()
        {
            Symbol = "GABRA2", Name = "gamma-aminobutyric acid type A receptor subunit alpha2", Hgnc = "HGNC:4076", NcbiGene = "2555", Ensembl = "ENSG00000151834", UniProt = "P47869",
            Protein = "Gamma-aminobutyric acid receptor subunit alpha-2", OtherNames = ["GABA(A) receptor subunit alpha-2"], Chembl = "CHEMBL4956", GtoPdb = "405",
        },
        // A real symbol that looks like an accession.
        new()
        {
            Symbol = "B3GNT2", Name = "UDP-GlcNAc:betaGal beta-1,3-N-acetylglucosaminyltransferase 2", Hgnc = "HGNC:15629", NcbiGene = "10678", Ensembl = "ENSG00000170340", UniProt = "Q9NY97",
            Protein = "N-acetyllactosaminide beta-1,3-N-acetylglucosaminyltransferase 2",
        },
        // The rat's: found by its own identifiers alone.
        new()
        {
            Symbol = "Slc6a4", Name = "solute carrier family 6 member 4", Hgnc = "", NcbiGene = "25553", Ensembl = "ENSRNOG00000003476", UniProt = "P31652",
            Protein = "Sodium-dependent serotonin transporter", ShortNames = ["SERT"], Chembl = "CHEMBL313", GtoPdb = "928", Organism = "Rattus norvegicus",
        },
    ];
}
