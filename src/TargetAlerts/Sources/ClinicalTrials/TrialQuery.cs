using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>
/// A target's profile as two Essie searches: its drugs among the interventions, and the target by name anywhere
/// (SPEC.md, "Everything about SERT that changed since D"). Only names that are safe alone are searched.
/// </summary>
internal static class TrialQuery
{
    /// <summary>"parameter=expression", drugs first; a profile without drugs has one search.</summary>
    public static IReadOnlyList<(string Parameter, string Expression)> For(DrugTarget target)
    {
        var searches = new List<(string, string)>();
        string[] drugs = [.. target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name))];
        if (drugs.Length > 0) searches.Add(("query.intr", AnyOf(drugs)));
        string[] names = [.. target.SafeNames.Select(name => name.Text)];
        if (names.Length > 0) searches.Add(("query.term", AnyOf(names)));
        return searches;
    }

    public static string Since(DateOnly day) => $"AREA[LastUpdatePostDate]RANGE[{Day(day)},MAX]";

    private static string AnyOf(IEnumerable<string> words) =>
        $"({string.Join(" OR ", words.Select(Phrase).Distinct(StringComparer.OrdinalIgnoreCase))})";

    private static string Phrase(string word)
    {
        var plain = new string([.. word.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '/' or '.')]).Trim();
        return plain.All(char.IsLetterOrDigit) ? plain : $"\"{plain}\"";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
