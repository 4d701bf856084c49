using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>A profile's followed drugs, as DailyMed is asked for them.</summary>
internal static class DailyMedQuery
{
    /// <summary>Marketing categories of original labels, in the order they are tried: NDA, BLA (the codes as SPL documents have them).</summary>
    public static readonly IReadOnlyList<string> Originals = ["&marketing_category_code=C73594", "&marketing_category_code=C73585"];

    public static IEnumerable<string> Names(TargetDrug drug) => drug.Synonyms.Prepend(drug.Name).Distinct(StringComparer.OrdinalIgnoreCase);

    public static string Since(DateOnly day) => $"&published_date={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}&published_date_comparison=gte";

    public static string For(DrugTarget target) => string.Join(" | ", target.FollowedDrugs.SelectMany(Names).Select(name => $"drug_name={name}"));
}
