namespace TargetAlerts.Sources.UniProt;

/// <summary>The sections of an entry that are followed and what a difference in each is worth (SPEC.md, "Fields and what matters").</summary>
internal static class UniProtFacts
{
    public const string Name = "name", Reviewed = "reviewed", Sequence = "sequenceVersion", Secondary = "secondaryAccessions", Organism = "organism", Papers = "papers", Function = "function";

    /// <summary>Fact → comment type.</summary>
    public static readonly IReadOnlyList<(string Fact, string Type)> Comments =
    [
        (Function, "FUNCTION"), ("disease", "DISEASE"), ("activityRegulation", "ACTIVITY REGULATION"), ("pharmaceutical", "PHARMACEUTICAL"), ("caution", "CAUTION"),
        ("polymorphism", "POLYMORPHISM"), ("subcellularLocation", "SUBCELLULAR LOCATION"), ("subunit", "SUBUNIT"), ("ptm", "PTM"),
    ];

    /// <summary>Fact → feature type.</summary>
    public static readonly IReadOnlyList<(string Fact, string Type)> Features =
    [
        ("variants", "Natural variant"), ("mutagenesis", "Mutagenesis"), ("bindingSites", "Binding site"), ("modifiedResidues", "Modified residue"), ("activeSites", "Active site"),
    ];

    /// <summary>Fact → database of the cross-reference.</summary>
    public static readonly IReadOnlyList<(string Fact, string Database)> Databases =
    [
        ("chembl", "ChEMBL"), ("gtopdb", "GuidetoPHARMACOLOGY"), ("drugBank", "DrugBank"), ("reactome", "Reactome"), ("pdb", "PDB"),
    ];

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        Section(Function, "Function", Verdict.Normal),
        Section("disease", "Disease", Verdict.High),
        Section("activityRegulation", "Activity regulation", Verdict.Normal),
        Section("pharmaceutical", "Pharmaceutical use", Verdict.High),
        Section("caution", "Caution", Verdict.High),
        Section("polymorphism", "Polymorphism", Verdict.Normal),
        Section("subcellularLocation", "Subcellular location", Verdict.Normal),
        Section("subunit", "Subunit", Verdict.Normal),
        Section("ptm", "Post-translational modification", Verdict.Normal),
        Section("variants", "Natural variants", Verdict.Normal),
        Section("mutagenesis", "Mutagenesis", Verdict.Normal),
        Section("bindingSites", "Binding sites", Verdict.Normal),
        Section("modifiedResidues", "Modified residues", Verdict.Normal),
        Section("activeSites", "Active sites", Verdict.Normal),
        References("chembl", "ChEMBL", Verdict.Normal),
        References("gtopdb", "Guide to Pharmacology", Verdict.Normal),
        References("drugBank", "DrugBank", Verdict.Normal),
        References("reactome", "Reactome pathways", Verdict.Normal),
        // RCSB tells of a structure 8 to 16 weeks earlier, PubMed of a paper.
        References("pdb", "PDB entries", Verdict.Low),
        References(Papers, "Papers (PMID)", Verdict.Low),
        new(Sequence, "Sequence version") { Judge = d => d.Old is null || d.New is null ? Verdict.Silent : Verdict.High, Headline = _ => "Sequence changed" },
        new(Reviewed, "Status") { Judge = d => d.Old is null || d.New is null ? Verdict.Silent : d.New.First == "reviewed" ? Verdict.High : Verdict.Normal, Headline = d => d.New?.First == "reviewed" ? "Entry reviewed" : null },
        new(Name, "Name") { Judge = Judges.Text(Verdict.Low) },
        new(Secondary, "Secondary accessions") { Judge = Judges.Arrivals(Verdict.Low) },
        new(Organism, "Organism") { Judge = Judges.Never },
    ];

    // Texts are long and lists longer: what is told is the difference.
    private static FactDefinition Section(string name, string label, Verdict verdict) => new(name, label) { Judge = Judges.Set(verdict), Difference = TextDifference.Words };

    // Only what is added matters; ids are compared, their descriptions are edited now and then.
    private static FactDefinition References(string name, string label, Verdict verdict) => new(name, label)
    {
        Judge = d => Ids(d.New).IsSubsetOf(Ids(d.Old)) ? Verdict.Silent : verdict,
        Difference = d => string.Join("; ", (d.New?.Values ?? []).Where(value => !Ids(d.Old).Contains(Id(value))).Take(5)) is { Length: > 0 } added ? PlainText.Shorten($"new: {added}", 300) : null,
    };

    private static HashSet<string> Ids(FactValue? value) => [.. (value?.Values ?? []).Select(Id)];

    private static string Id(string value) => value.Split(' ')[0];
}
