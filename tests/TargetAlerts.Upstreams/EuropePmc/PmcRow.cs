namespace TargetAlerts.Upstreams.EuropePmc;

/// <summary>A Europe PMC record.</summary>
public sealed record PmcRow
{
    /// <summary>MED, PMC, PPR or PAT.</summary>
    public required string Source { get; init; }

    /// <summary>The number within the source: PPR123, PMC123, EP123.</summary>
    public required string Id { get; init; }

    /// <summary>Source and number.</summary>
    public string Key => $"{Source}/{Id}";

    public string? Title { get; init; } = "Made-up work on the serotonin transporter";

    public string? Abstract { get; init; }

    public string? Doi { get; init; }

    public string? Pmid { get; init; }

    public string? Pmcid { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = ["Okonjo P", "Lind A"];

    public string? Journal { get; init; }

    /// <summary>The preprint server.</summary>
    public string? Publisher { get; init; }

    public IReadOnlyList<string> PubTypes { get; init; } = [];

    public IReadOnlyList<string> MeshHeadings { get; init; } = [];

    public IReadOnlyList<PmcLink> Links { get; init; } = [];

    public int? Version { get; init; }

    public int CitedBy { get; init; }

    public DateOnly? Published { get; init; }

    /// <summary>FIRST_IDATE.</summary>
    public DateOnly FirstIndexed { get; init; }

    /// <summary>UPDATE_DATE, which answers do not show.</summary>
    public DateOnly Updated { get; init; }
}

/// <summary>A comment or correction: its type, and the record it names.</summary>
public sealed record PmcLink(string Type, string Source, string Id, string Reference = "Made-up Journal. 2026");
