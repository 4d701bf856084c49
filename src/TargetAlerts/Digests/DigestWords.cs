using System.Globalization;
using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>The words both parts of a mail share.</summary>
internal static class DigestWords
{
    public const string Closing = "TargetAlerts is open source. No tracking, no remote images. Not medical advice.";
    public const string AllRead = "Every source was read to its end.";
    public const string Gone = "no longer given";

    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>"No. 12", or nothing in a period without a number.</summary>
    public static string Issue(DigestView view) =>
        view.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"No. {view.Number}") : "";

    /// <summary>"item 3", "items 4–6".</summary>
    public static string Range(DigestSection section) => section.Items.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"item {section.Items[0].Number}")
        : string.Create(CultureInfo.InvariantCulture, $"items {section.Items[0].Number}–{section.Items[^1].Number}");

    public static string Omitted(int number) => $"… and {Count(number, "more item")} that did not fit into this mail.";

    /// <summary>"Status: Recruiting → Terminated (7 months later)".</summary>
    public static string Line(DigestFact fact)
    {
        var values = fact.Old is null ? fact.New : $"{fact.Old} → {fact.New ?? Gone}";
        return $"{fact.Label}: {values}{(fact.Distance is null ? "" : $" ({fact.Distance})")}";
    }

    public static string Glyph(DigestItem item) => item switch
    {
        { IsLoud: true } => "▲",
        { Kind: ChangeKind.Added } => "+",
        { Kind: ChangeKind.Withdrawn } => "×",
        _ => "→",
    };

    public static bool IsAllRead(Coverage coverage) => coverage.Lines.Count > 0 && coverage.Lines.All(line => line.Read);

    /// <summary>"13 of 14 read"; no noun, as a line may be a source for one of several targets.</summary>
    public static string ReadOf(Coverage coverage) =>
        string.Create(CultureInfo.InvariantCulture, $"{coverage.Lines.Count(line => line.Read)} of {coverage.Lines.Count} read");

    public static IEnumerable<DigestLink> OwnLinks(DigestView view) =>
        new DigestLink[] { new("Change or pause", view.ManageLink), new("Unsubscribe", view.UnsubscribeLink) }
            .Where(link => link.Address.Length > 0);

    /// <summary>What an inbox shows beside the subject.</summary>
    public static string Preheader(DigestView view) =>
        PlainText.Shorten(string.Join(' ', new[] { view.Lead, view.Summary }.Concat(view.Warnings).Where(text => text.Length > 0)), 200);
}
