namespace TargetAlerts.Sources;

/// <summary>By which identifiers records of different sources are one work (DESIGN.md section 4, "One work").</summary>
internal static class WorkKeys
{
    /// <summary>Namespaces of <see cref="SourceRecord.Identifiers"/> that name a work and nothing else.</summary>
    public static readonly IReadOnlyList<string> Spaces = ["pmid", "doi", "pmcid", "nct", "isrctn", "ctis", "eudract"];
}
