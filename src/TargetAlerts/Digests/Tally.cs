using TargetAlerts.Changes;

namespace TargetAlerts.Digests;

/// <summary>Items of one noun that came, or that changed: "14 papers".</summary>
/// <param name="Noun">"paper".</param>
internal sealed record Tally(int Count, bool New, string Noun)
{
    /// <summary>The weightiest first, what is new before what changed, the many before the few.</summary>
    public static IReadOnlyList<Tally> Of(IEnumerable<Item> items, ItemWriter writer) =>
        [.. items.GroupBy(item => (New: item.Kind == ChangeKind.Added, Noun: writer.Noun(item)))
            .OrderByDescending(group => group.Max(item => item.Severity)).ThenByDescending(group => group.Key.New).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Noun, StringComparer.Ordinal)
            .Select(group => new Tally(group.Count(), group.Key.New, group.Key.Noun))];
}
