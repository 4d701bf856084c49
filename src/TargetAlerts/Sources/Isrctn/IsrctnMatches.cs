using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>Why a trial belongs to a target; a drug outside the interventions is only mentioned.</summary>
internal static class IsrctnMatches
{
    private static readonly Match BySearch = new("ISRCTN", "search", "ISRCTN’s own search");

    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record)
    {
        var matches = TargetMatcher.Matches(target, record)
            .Select(match => match.Role == "drug" && match.Field is not ("drug name" or "intervention" or "title") ? match with { Role = "drug, mentioned" } : match)
            .OrderBy(match => match.Role == "drug, mentioned").ToList();
        return new(record, matches.Count > 0 ? matches : [BySearch]);
    }
}
