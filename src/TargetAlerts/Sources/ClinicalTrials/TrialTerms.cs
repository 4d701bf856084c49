namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>The registry's enumerations in plain English. An unknown word is shown as it came: the lists have grown before.</summary>
internal static class TrialTerms
{
    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["ACTIVE_NOT_RECRUITING"] = "Active, not recruiting",
        ["COMPLETED"] = "Completed",
        ["ENROLLING_BY_INVITATION"] = "Enrolling by invitation",
        ["NOT_YET_RECRUITING"] = "Not yet recruiting",
        ["RECRUITING"] = "Recruiting",
        ["SUSPENDED"] = "Suspended",
        ["TERMINATED"] = "Terminated",
        ["WITHDRAWN"] = "Withdrawn before enrolment",
        ["AVAILABLE"] = "Available",
        ["NO_LONGER_AVAILABLE"] = "No longer available",
        ["TEMPORARILY_NOT_AVAILABLE"] = "Temporarily not available",
        ["APPROVED_FOR_MARKETING"] = "Approved for marketing",
        ["WITHHELD"] = "Withheld",
        ["UNKNOWN"] = "Status unknown",
    };

    private static readonly Dictionary<string, string> Phases = new()
    {
        ["EARLY_PHASE1"] = "early 1",
        ["PHASE1"] = "1",
        ["PHASE2"] = "2",
        ["PHASE3"] = "3",
        ["PHASE4"] = "4",
    };

    public static readonly IReadOnlySet<string> Stopped = new HashSet<string> { "TERMINATED", "WITHDRAWN", "SUSPENDED" };

    public static string Status(string term) => Statuses.GetValueOrDefault(term) ?? Plain(term);

    /// <summary>"2", "2/3"; "not applicable" for NA.</summary>
    public static string Phase(IReadOnlyList<string> terms) =>
        terms is ["NA"] or [] ? "not applicable" : string.Join("/", terms.Select(term => Phases.GetValueOrDefault(term) ?? Plain(term)));

    public static string Plain(string term)
    {
        var words = term.Replace('_', ' ').ToLowerInvariant();
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
