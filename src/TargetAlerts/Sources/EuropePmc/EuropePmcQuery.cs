using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>
/// A target's profile in Europe PMC's query language. Every word carries a field tag (untagged words search full text).
/// One search of 25 alternatives was seen to time out, so that a long profile becomes several searches (SPEC.md sections 3 and 9).
/// </summary>
internal static class EuropePmcQuery
{
    private const int Most = 16;

    public static IReadOnlyList<string> For(DrugTarget target, bool patents)
    {
        string[] alone = [.. target.SafeNames.Select(name => InText(name.Text)), .. target.MeshHeadings.Select(heading => $"MESH:{Quoted(heading)}")];
        var searches = alone.Chunk(Most).Select(AnyOf).ToList();
        string[] context = [.. target.Context.Select(InText)];
        string[] ambiguous = context.Length == 0 ? [] : [.. target.AmbiguousNames.Select(name => InText(name.Text))];
        searches.AddRange(ambiguous.Chunk(Math.Max(1, Most - context.Length)).Select(names => $"({AnyOf(names)} AND {AnyOf(context)})"));
        // PubMed's own records (SRC:MED) are the other connector's.
        return [.. searches.Select(search => $"{search} AND (SRC:PPR OR SRC:PMC{(patents ? " OR SRC:PAT" : "")})")];
    }

    /// <summary>Whole days, inclusive.</summary>
    public static string During(string field, DateOnly from, DateOnly to) => $"{field}:[{Day(from)} TO {Day(to)}]";

    public static string Quoted(string word) => $"\"{word.Replace('"', ' ').Replace('\\', ' ').Trim()}\"";

    // A truncated word must stand unquoted, else the asterisk is taken literally.
    private static string InText(string word) => $"TITLE_ABS:{(word.EndsWith('*') && word.TrimEnd('*').All(char.IsLetterOrDigit) ? word : Quoted(word.TrimEnd('*')))}";

    private static string AnyOf(IReadOnlyList<string> parts) => $"({string.Join(" OR ", parts)})";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
