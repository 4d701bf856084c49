using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>
/// A profile's followed drugs in openFDA's search language. What the server does not take (non-ASCII, ; ! ? ~ ^ | #) is
/// left out; blanks stay blanks, the encoder turns them into %20 (SPEC.md, "Parameters").
/// </summary>
internal static class FdaQuery
{
    public const string Applications = "drugsfda", Recalls = "enforcement", Shortages = "shortages";

    public static readonly IReadOnlyList<string> Endpoints = [Applications, Recalls, Shortages];

    /// <summary>The search of an endpoint, always in brackets; null where the target has no followed drugs.</summary>
    public static string? For(DrugTarget target, string endpoint)
    {
        var names = target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name)).Select(Plain).Where(name => name.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 0) return null;
        var quoted = AnyOf(names.Select(name => $"\"{name}\""));
        // Ingredients are stored in capitals, salts with them; where the field is not split into words only a beginning finds them.
        string[] parts = endpoint switch
        {
            Applications =>
            [
                $"openfda.generic_name:{quoted}",
                $"products.active_ingredients.name:{AnyOf(names.Select(name => $"\"{name.ToUpperInvariant()}\""))}",
                .. names.Any(name => name.All(char.IsLetterOrDigit)) ? [$"products.active_ingredients.name:{AnyOf(names.Where(name => name.All(char.IsLetterOrDigit)).Select(name => $"{name.ToUpperInvariant()}*"))}"] : Array.Empty<string>(),
            ],
            Recalls => [$"openfda.generic_name:{quoted}", $"product_description:{quoted}"],
            _ => [$"generic_name:{quoted}", $"openfda.generic_name:{quoted}"],
        };
        return $"({string.Join(" OR ", parts)})";
    }

    public static string Reported(DateOnly since, DateOnly until) => $" AND report_date:[{Day(since)} TO {Day(until)}]";

    public static string Among(string field, IEnumerable<string> values) => $"{field}:{AnyOf(values.Select(value => $"\"{value}\""))}";

    private static string AnyOf(IEnumerable<string> words) => $"({string.Join(" OR ", words)})";

    private static string Plain(string name) => new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ',' or '\'' ? c : ' ')]).Trim();

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
