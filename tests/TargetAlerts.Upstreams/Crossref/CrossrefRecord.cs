namespace TargetAlerts.Upstreams.Crossref;

/// <summary>A work with a DOI.</summary>
public sealed record CrossrefRecord(string Doi)
{
    public string? Title { get; init; } = "Made-up work on the serotonin transporter";

    public string Type { get; init; } = "journal-article";

    /// <summary>The notices about this work.</summary>
    public IReadOnlyList<CrossrefUpdate> UpdatedBy { get; init; } = [];

    /// <summary>The works that this one is a notice about.</summary>
    public IReadOnlyList<CrossrefUpdate> UpdateTo { get; init; } = [];

    /// <summary>Name of the relation and the DOI it leads to: "is-preprint-of".</summary>
    public IReadOnlyList<(string Name, string Doi)> Relations { get; init; } = [];
}

/// <summary>A notice: the other work's DOI, the type, the day, who says so.</summary>
public sealed record CrossrefUpdate(string Doi, string Type, DateOnly? Updated = null, string Source = "publisher");
