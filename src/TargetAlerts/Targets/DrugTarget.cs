using TargetAlerts.Digests;

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

    /// <summary>Larger ChEMBL targets (families, complexes) that hold this one among others: shown, not searched.</summary>
    public IReadOnlyList<TargetGroup> Groups { get; init; } = [];

    /// <summary>Where each identifier came from, and when; empty for a profile written by hand.</summary>
    public IReadOnlyList<TargetOrigin> Provenance { get; init; } = [];

    public IEnumerable<TargetTerm> SafeNames => Names.Where(name => name.Use == TermUse.Alone);

    public IEnumerable<TargetTerm> AmbiguousNames => Names.Where(name => name.Use == TermUse.WithContext);

    /// <summary>Words marked in titles.</summary>
    public IReadOnlyList<string> Marked() => [.. SafeNames.Select(name => name.Text), Symbol, .. FollowedDrugs.Select(drug => drug.Name)];

    /// <summary>Which names are not searched, or only beside a word of their context.</summary>
    public IReadOnlyList<string> Cautions()
    {
        var cautions = Names.Where(name => name.Use == TermUse.Never).Select(name => $"{name.Text} is not searched. {name.Note}".Trim()).ToList();
        if (AmbiguousNames.Any()) cautions.Add($"{Phrases.Join([.. AmbiguousNames.Select(name => name.Text)])} count only beside {Phrases.Join([.. Context.Select(word => word.TrimEnd('*'))])}.");
        return cautions;
    }

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

    /// <summary>Not followed; kept so that a refresh does not bring it back.</summary>
    Dropped,
}

public sealed record TargetDrug(string Name, DrugTier Tier = DrugTier.Acts)
{
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public string? Chembl { get; init; }

    public string? DrugBank { get; init; }

    /// <summary>Class or action, for readers: "SSRI".</summary>
    public string? Class { get; init; }

    /// <summary>Set by hand: a refresh leaves the tier alone.</summary>
    public bool Pinned { get; init; }

    /// <summary>"chembl" or "opentargets" for one that these brought; null for one written by hand, which a refresh leaves alone.</summary>
    public string? From { get; init; }
}

/// <param name="Chembl">"CHEMBL2093872".</param>
/// <param name="Type">ChEMBL's target type: "PROTEIN FAMILY".</param>
public sealed record TargetGroup(string Chembl, string Name, string Type);

/// <param name="Space">Namespace of <see cref="DrugTarget.Identifiers"/>.</param>
/// <param name="Id">The identifier.</param>
/// <param name="From">The service that gave it: "UniProt".</param>
/// <param name="Version">Its release, or the day of the record; null where it says none.</param>
/// <param name="At">The day it was read.</param>
public sealed record TargetOrigin(string Space, string Id, string From, string? Version, DateOnly At);
