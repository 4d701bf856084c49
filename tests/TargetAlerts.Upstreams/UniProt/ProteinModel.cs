namespace TargetAlerts.Upstreams.UniProt;

/// <summary>A UniProtKB entry, as far as it is stood in for.</summary>
public sealed record Protein(string Accession)
{
    public string Name { get; init; } = "Made-up transporter";

    public string Gene { get; init; } = "MADE1";

    public bool Reviewed { get; init; } = true;

    /// <summary>Rises with every release, mostly without news.</summary>
    public int Version { get; init; } = 1;

    public int SequenceVersion { get; init; } = 1;

    public IReadOnlyList<string> Secondary { get; init; } = [];

    /// <summary>Comment type and text.</summary>
    public IReadOnlyList<(string Type, string Text)> Comments { get; init; } = [("FUNCTION", "Made-up transport of serotonin (PubMed:10000001)")];

    /// <summary>Feature type, position and description.</summary>
    public IReadOnlyList<(string Type, int Position, string Description)> Features { get; init; } = [];

    /// <summary>Database and id.</summary>
    public IReadOnlyList<(string Database, string Id)> CrossReferences { get; init; } = [];

    public IReadOnlyList<string> Papers { get; init; } = ["10000001"];

    /// <summary>Codes that churn without news.</summary>
    public string Evidence { get; init; } = "ECO:0000269";

    /// <summary>The entry is retired: the stub that is served says why (MERGED, DEMERGED, DELETED).</summary>
    public string? Inactive { get; init; }

    /// <summary>Where a retired entry went.</summary>
    public IReadOnlyList<string> Successors { get; init; } = [];

    /// <summary>Answered by 410.</summary>
    public bool IsGone { get; init; }

    /// <summary>Answered by 303 with this accession.</summary>
    public string? MovedTo { get; init; }
}

/// <summary>The entries of the stand-in UniProt. They change with a release and only then.</summary>
public sealed class ProteinModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Protein> _proteins = new(StringComparer.Ordinal);

    /// <summary>The release in every answer's header; null, and none is told.</summary>
    public string? Release { get; set; } = "2026_01";

    /// <summary>The release in the headers of entries, where a cache still has the one before.</summary>
    public string? CachedRelease { get; set; }

    /// <summary>Adds an entry, or replaces the one of the same accession, without a release.</summary>
    public void Add(Protein protein)
    {
        ArgumentNullException.ThrowIfNull(protein);
        lock (_gate)
            _proteins[protein.Accession] = protein;
    }

    /// <summary>Makes the next release, with a change of one entry.</summary>
    public void Publish(string accession, Func<Protein, Protein> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            var protein = _proteins[accession];
            _proteins[accession] = change(protein) with { Version = protein.Version + 1 };
            NextRelease();
        }
    }

    /// <summary>Makes the next release, without the entry.</summary>
    public void Delete(string accession)
    {
        lock (_gate)
        {
            _proteins.Remove(accession);
            NextRelease();
        }
    }

    internal Protein? Find(string accession)
    {
        lock (_gate)
            return _proteins.GetValueOrDefault(accession);
    }

    private void NextRelease()
    {
        var (year, number) = (int.Parse((Release ?? "2026_00")[..4], System.Globalization.CultureInfo.InvariantCulture), int.Parse((Release ?? "2026_00")[5..], System.Globalization.CultureInfo.InvariantCulture));
        Release = number < 99 ? $"{year:D4}_{number + 1:D2}" : $"{year + 1:D4}_01";
    }
}
