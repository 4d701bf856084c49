using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Ctis;

/// <summary>Why a trial belongs to a target; a drug that is not its product is only mentioned.</summary>
internal static class CtisMatches
{
    private static readonly Match BySearch = new("EU CTIS", "search", "the portal’s own search");

    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record)
    {
        var matches = TargetMatcher.Matches(target, record)
            .Select(match => match.Role == "drug" && match.Field is not ("product" or "title") ? match with { Role = "drug, mentioned" } : match)
            .OrderBy(match => match.Role == "drug, mentioned").ToList();
        return new(record, matches.Count > 0 ? matches : [BySearch]);
    }
}
