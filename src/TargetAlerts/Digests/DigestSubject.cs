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
        Phrases.Events(bad.Select(writer.Event)).Concat(Tally.Of(all.Except(bad), writer).Select(tally => Phrases.Count(tally.Count, tally.New ? tally.Noun : $"changed {tally.Noun}")));
}
