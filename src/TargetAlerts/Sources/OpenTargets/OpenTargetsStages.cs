namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Clinical stages: an open list, in which an unknown word is the lowest.</summary>
internal static class OpenTargetsStages
{
    public const string Withdrawal = "WITHDRAWAL";

    private static readonly Dictionary<string, (int Rank, string Words)> Known = new()
    {
        ["UNKNOWN"] = (0, "stage unknown"),
        ["PRECLINICAL"] = (1, "preclinical"),
        ["IND"] = (2, "IND filed"),
        ["EARLY_PHASE_1"] = (3, "early phase 1"),
        ["PHASE_1"] = (4, "phase 1"),
        ["PHASE_1_2"] = (5, "phase 1/2"),
        ["PHASE_2"] = (6, "phase 2"),
        ["PHASE_2_3"] = (7, "phase 2/3"),
        ["PHASE_3"] = (8, "phase 3"),
        ["PREAPPROVAL"] = (9, "pre-approval"),
        ["APPROVAL"] = (10, "approved"),
        // The documentation puts approval above phase 4, the website below: neither is a step from the other.
        ["PHASE_4"] = (10, "phase 4"),
        [Withdrawal] = (12, "withdrawn"),
    };

    /// <summary>-1 for a word not known here.</summary>
    public static int Rank(string stage) => Known.TryGetValue(stage, out var known) ? known.Rank : -1;

    public static string Words(string stage) => Known.TryGetValue(stage, out var known) ? known.Words : stage.Replace('_', ' ').ToLowerInvariant();
}
