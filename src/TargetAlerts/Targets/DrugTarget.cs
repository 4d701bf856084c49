namespace TargetAlerts.Targets;

/// <summary>What is followed: names, identifiers by namespace, known drugs. One file of config/targets.</summary>
public sealed record DrugTarget
{
    /// <summary>The short name shown and typed: "SERT".</summary>
    public required string Symbol { get; init; }

    /// <summary>The full name: "serotonin transporter".</summary>
    public required string Name { get; init; }

    /// <summary>The approved gene symbol (HGNC): "SLC6A4".</summary>
    public string? Gene { get; init; }

    public string Organism { get; init; } = "Homo sapiens";

    /// <summary>Identifiers by namespace: "hgnc", "ncbiGene", "ensembl", "uniprot", "chembl", "gtopdb", "omim".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Identifiers { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<TargetTerm> Names { get; init; } = [];

    /// <summary>Words of which one must stand beside an ambiguous name: "serotonin", "antidepressant*".</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    public IReadOnlyList<string> MeshHeadings { get; init; } = [];

    public IReadOnlyList<string> MeshSubstances { get; init; } = [];

    public IReadOnlyList<TargetDrug> Drugs { get; init; } = [];

    public IEnumerable<TargetTerm> SafeNames => Names.Where(name => name.Use == TermUse.Alone);

    public IEnumerable<TargetTerm> AmbiguousNames => Names.Where(name => name.Use == TermUse.WithContext);

    public IEnumerable<TargetDrug> FollowedDrugs => Drugs.Where(drug => drug.Tier == DrugTier.Acts);
}

public enum TermUse
{
    /// <summary>Safe as free text.</summary>
    Alone,

    /// <summary>Ambiguous: only together with a context word.</summary>
    WithContext,

    /// <summary>Known, shown, never searched.</summary>
    Never,
}

/// <param name="Text">As written in the literature.</param>
/// <param name="Use">Whether it may be searched, and how.</param>
/// <param name="Note">Why the name is ambiguous or never searched; null for a safe one.</param>
public sealed record TargetTerm(string Text, TermUse Use = TermUse.Alone, string? Note = null);

public enum DrugTier
{
    /// <summary>Acts on the target; searched.</summary>
    Acts,

    /// <summary>Weak or mixed; shown, not searched until moved to <see cref="Acts"/>.</summary>
    Mixed,
}

public sealed record TargetDrug(string Name, DrugTier Tier = DrugTier.Acts)
{
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public string? Chembl { get; init; }

    public string? DrugBank { get; init; }

    /// <summary>Class or action, for readers: "SSRI".</summary>
    public string? Class { get; init; }
}
