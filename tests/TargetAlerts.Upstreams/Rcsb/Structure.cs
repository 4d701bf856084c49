namespace TargetAlerts.Upstreams.Rcsb;

/// <summary>A PDB entry.</summary>
public sealed record Structure
{
    public required string Id { get; init; }

    public string Title { get; init; } = "Made-up structure";

    public string Method { get; init; } = "ELECTRON MICROSCOPY";

    /// <summary>Null, as for NMR.</summary>
    public decimal? Resolution { get; init; } = 3.1m;

    public DateOnly Released { get; init; }

    public DateOnly Revised { get; init; }

    public int Major { get; init; } = 1;

    public int Minor { get; init; }

    /// <summary>What the latest revision touched.</summary>
    public IReadOnlyList<string> Touched { get; init; } = ["Initial release"];

    /// <summary>Anything but REL is not found by the search.</summary>
    public string Status { get; init; } = "REL";

    public IReadOnlyList<Polymer> Polymers { get; init; } = [];

    /// <summary>Component id and name.</summary>
    public IReadOnlyList<(string Id, string Name)> Ligands { get; init; } = [];

    public string? PubMed { get; init; }

    public string? Doi { get; init; }

    public IReadOnlyList<(string Component, string Type, decimal Value, string Unit)> Affinities { get; init; } = [];
}

/// <summary>A polymer entity with the accession it is mapped to.</summary>
public sealed record Polymer(string Description, string? Accession, string Organism = "Homo sapiens", string? Mutation = null);
