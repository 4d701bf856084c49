namespace TargetAlerts.Sources;

/// <summary>By which identifiers records of different sources are one work (DESIGN.md section 4, "One work").</summary>
internal static class WorkKeys
{
    /// <summary>Namespaces of <see cref="SourceRecord.Identifiers"/> that name a work and nothing else.</summary>
    public static readonly IReadOnlyList<string> Spaces = ["pmid", "doi", "pmcid", "nct", "isrctn", "ctis", "eudract", "application", "ppr"];

    /// <summary>The keys of a record, as they are stored: "doi:10.1000/x".</summary>
    public static IEnumerable<string> Of(SourceRecord record) => Spaces
        .Where(record.Identifiers.ContainsKey).Select(space => $"{space}:{record.Identifiers[space]}")
        .Concat(record.SameAs).Select(key => key.ToLowerInvariant());
}
