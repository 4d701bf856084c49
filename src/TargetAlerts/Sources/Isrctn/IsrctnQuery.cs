using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>A target's profile as a search: the registry looks for words as they stand, so every name and drug is one (SPEC.md, "Since D").</summary>
internal static class IsrctnQuery
{
    /// <summary>"" for a profile without words.</summary>
    public static string For(DrugTarget target)
    {
        var words = target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name)).Concat(target.SafeNames.Select(name => name.Text))
            .Select(Term).Where(term => term.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return words.Count == 0 ? "" : $"({string.Join(" OR ", words)})";
    }

    public static string Within(string query, DateTimeOffset from, DateTimeOffset to) => $"{query} AND lastEdited GE {Instant(from)} AND lastEdited LT {Instant(to)}";

    private static string Term(string word)
    {
        var plain = new string([.. word.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '.')]).Trim();
        return plain.All(char.IsLetterOrDigit) ? plain : $"\"{plain}\"";
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
