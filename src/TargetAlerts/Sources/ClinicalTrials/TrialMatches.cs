using TargetAlerts.Targets;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>
/// Why a trial belongs to a target. A drug that is not among the interventions is only mentioned: as a probe, a
/// background treatment, a comparison (SPEC.md, "query.intr false positives").
/// </summary>
internal static class TrialMatches
{
    private static readonly Match BySearch = new("ClinicalTrials.gov", "search", "ClinicalTrials.gov’s own search");

    private static readonly HashSet<string> Given = ["intervention name", "other intervention name", "intervention MeSH term"];

    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record)
    {
        var matches = TargetMatcher.Matches(target, record)
            .Select(match => match.Role == "drug" && !Given.Contains(match.Field) ? match with { Role = "drug, mentioned" } : match)
            .OrderBy(match => match.Role == "drug, mentioned")
            .ToList();
        return new(record, matches.Count > 0 ? matches : [BySearch]);
    }
}
