namespace TargetAlerts.Upstreams.Genes;

/// <summary>A gene with its protein, as HGNC, MyGene.info and UniProt each tell of it.</summary>
public sealed record Gene
{
    /// <summary>The approved symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The approved name.</summary>
    public required string Name { get; init; }

    /// <summary>"HGNC:11050"; empty for a gene that is not human.</summary>
    public required string Hgnc { get; init; }

    public required string NcbiGene { get; init; }

    public required string Ensembl { get; init; }

    /// <summary>The accession; empty for a gene without a reviewed protein.</summary>
    public required string UniProt { get; init; }

    /// <summary>UniProt's recommended name.</summary>
    public required string Protein { get; init; }

    /// <summary>UniProt's gene name where it differs from the symbol.</summary>
    public string? UniProtSymbol { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>UniProt's alternative names.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>UniProt's gene synonyms.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>HGNC's alias symbols.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>HGNC's previous symbols.</summary>
    public IReadOnlyList<string> Previous { get; init; } = [];

    public IReadOnlyList<string> SecondaryAccessions { get; init; } = [];

    /// <summary>ChEMBL's single protein target, as UniProt refers to it.</summary>
    public string? Chembl { get; init; }

    public string? GtoPdb { get; init; }

    public string? Omim { get; init; }

    /// <summary>HGNC's status.</summary>
    public string Status { get; init; } = "Approved";

    public string Organism { get; init; } = "Homo sapiens";
}

/// <summary>A target of ChEMBL.</summary>
/// <param name="Id">"CHEMBL228".</param>
/// <param name="Name">Preferred name.</param>
/// <param name="Type">"SINGLE PROTEIN", "PROTEIN FAMILY", "PROTEIN COMPLEX GROUP".</param>
/// <param name="Proteins">Accessions of its components.</param>
public sealed record GeneTarget(string Id, string Name, string Type, params IReadOnlyList<string> Proteins)
{
    /// <summary>Further words by which ChEMBL's search finds it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>A mechanism of ChEMBL; a molecule stands for its parent.</summary>
public sealed record GeneDrug(int Id, string Molecule, string Name, string Target, string Action = "INHIBITOR", bool Direct = true);
