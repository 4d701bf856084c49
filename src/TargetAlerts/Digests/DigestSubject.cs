using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <summary>The subject: "SERT weekly: 1 trial terminated, 14 papers · 15 items, 16–22 Nov 2026". An inbox shows its beginning, so the bad news stands there.</summary>
internal static class DigestSubject
{
    // MAIL-AND-SAFETY section 1.
    private const int Longest = 150;

    public static string Of(Alert alert, IReadOnlyList<Item> bad, IReadOnlyList<Item> all, ItemWriter writer, string period)
    {
        var name = $"{string.Join(", ", alert.Wish.Targets.Keys)} {(alert.Frequency == Frequency.Daily ? "daily" : "weekly")}";
        if (all.Count == 0) return $"{name}: nothing new, {period}";
        var end = $" · {Phrases.Count(all.Count, "item")}, {period}";
        name = PlainText.Shorten(name, Longest - end.Length - 2);
        var happened = "";
        foreach (var words in Happened(bad, all, writer))
        {
            var longer = happened.Length == 0 ? words : $"{happened}, {words}";
            if (name.Length + 2 + longer.Length + end.Length > Longest) break;
            happened = longer;
        }
        return happened.Length == 0 ? name + end : $"{name}: {happened}{end}";
    }

    private static IEnumerable<string> Happened(IReadOnlyList<Item> bad, IReadOnlyList<Item> all, ItemWriter writer) =>
        bad.GroupBy(writer.Event).OrderByDescending(group => group.Count()).Select(group => Phrases.Events(group.Count(), group.Key))
            .Concat(all.Except(bad).GroupBy(item => (New: item.Kind == ChangeKind.Added, Noun: writer.Noun(item)))
                .OrderByDescending(group => group.Max(item => item.Severity)).ThenByDescending(group => group.Key.New).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Noun, StringComparer.Ordinal)
                .Select(group => Phrases.Count(group.Count(), group.Key.New ? group.Key.Noun : $"changed {group.Key.Noun}")));
}
