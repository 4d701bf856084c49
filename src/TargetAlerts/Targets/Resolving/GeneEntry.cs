namespace TargetAlerts.Targets.Resolving;

/// <summary>What one service says of one gene, or of a group of proteins.</summary>
internal sealed record GeneEntry
{
    /// <summary>The service, as people know it: "HGNC".</summary>
    public required string Service { get; init; }

    /// <summary>The gene's symbol; null for a group.</summary>
    public string? Symbol { get; init; }

    public string Name { get; init; } = "";

    public string Organism { get; init; } = Human;

    /// <summary>ChEMBL's target type for a group ("PROTEIN FAMILY"); null for a gene.</summary>
    public string? Group { get; init; }

    /// <summary>Identifiers by the namespaces of a profile; a group's "uniprot" are its members.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Ids { get; init; }

    /// <summary>Identifiers that once stood for it: secondary accessions.</summary>
    public IReadOnlyList<string> OldIds { get; init; } = [];

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<string> Previous { get; init; } = [];

    public IReadOnlyList<string> FullNames { get; init; } = [];

    /// <summary>Names that are known but too loose to be searched alone: previous names, nicknames.</summary>
    public IReadOnlyList<string> LooseNames { get; init; } = [];

    /// <summary>The release or the day of the record.</summary>
    public string? Version { get; init; }

    /// <summary>What a person should know: a merged accession, a withdrawn entry.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public const string Human = "Homo sapiens";

    public IReadOnlyList<string> this[string space] => Ids.GetValueOrDefault(space) ?? [];

    /// <summary>The namespaces that hold something.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> IdsOf(params IEnumerable<(string Space, IEnumerable<string> Ids)> all) =>
        all.Select(one => (one.Space, Ids: (IReadOnlyList<string>)[.. one.Ids.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)]))
            .Where(one => one.Ids.Count > 0).ToDictionary(one => one.Space, one => one.Ids);
}
