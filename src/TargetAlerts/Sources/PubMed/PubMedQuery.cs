using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.PubMed;

/// <summary>
/// A target's profile in PubMed's query language. Every word carries a field tag (untagged words are expanded);
/// an ambiguous name stands only beside a context word.
/// </summary>
internal static class PubMedQuery
{
    public static string For(DrugTarget target)
    {
        var parts = new List<string>();
        parts.AddRange(target.MeshHeadings.Select(heading => $"{Quoted(heading)}[MeSH Terms]"));
        parts.AddRange(target.MeshSubstances.Select(substance => $"{Quoted(substance)}[Supplementary Concept]"));
        parts.AddRange(target.SafeNames.Select(name => InText(name.Text)));
        var context = string.Join(" OR ", target.Context.Select(InText));
        parts.AddRange(target.AmbiguousNames.Select(name => $"({InText(name.Text)} AND ({context}))"));
        return $"({string.Join(" OR ", parts)})";
    }

    /// <summary>Whole days, inclusive; an open end is PubMed's "3000".</summary>
    public static string During(string field, DateOnly from, DateOnly? to) =>
        $"(\"{Day(from)}\"[{field}] : \"{(to is { } end ? Day(end) : "3000")}\"[{field}])";

    // A truncated word must stand unquoted, else the asterisk is taken literally.
    private static string InText(string word) =>
        word.TrimEnd('*').All(char.IsLetterOrDigit) || word.EndsWith('*') ? $"{Plain(word)}[tiab]" : $"{Quoted(word)}[tiab]";

    private static string Quoted(string word) => $"\"{Plain(word)}\"";

    private static string Plain(string word) => word.Replace('"', ' ').Replace('[', ' ').Replace(']', ' ').Trim();

    private static string Day(DateOnly day) => day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
}
