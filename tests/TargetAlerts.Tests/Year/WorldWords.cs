using System.Globalization;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Tests.Year;

/// <summary>How the world's records are written, and how a reader would say it.</summary>
internal static class WorldWords
{
    public static Trial Bare(string id, string title, DateOnly posted, DateOnly done) => new()
    {
        NctId = id,
        BriefTitle = title,
        OverallStatus = "RECRUITING",
        Phases = ["PHASE2"],
        PrimaryCompletion = new(Iso(done), "ESTIMATED"),
        FirstPosted = posted,
        LastUpdatePosted = posted,
        StatusVerified = "2025-12",
        BriefSummary = "Made up.",
    };

    public static string Drugs(IReadOnlyList<string> targets) => string.Join(", ", targets.Select(DrugOf));

    public static string DrugOf(string target) => World.Targets.Single(pair => pair.Target == target).Drug;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static int Number(WorldRecord paper) => int.Parse(paper.Id, CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
