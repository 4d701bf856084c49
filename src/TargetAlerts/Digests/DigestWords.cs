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

    /// <summary>"No. 12", or nothing in a period without a number.</summary>
    public static string Issue(DigestView view) =>
        view.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"No. {view.Number}") : "";

    /// <summary>"item 3", "items 4–6".</summary>
    public static string Range(DigestSection section)
    {
        var shown = section.Items.Count switch
        {
            0 => "",
            1 => string.Create(CultureInfo.InvariantCulture, $"item {section.Items[0].Number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"items {section.Items[0].Number}–{section.Items[^1].Number}"),
        };
        if (section.Omitted == 0) return shown;
        return shown.Length == 0 ? "in the archived digest" : string.Create(CultureInfo.InvariantCulture, $"{shown} and {section.Omitted:N0} more");
    }

    /// <summary>Each a sentence, or those of eighteen sources would run into one.</summary>
    public static string Credits(IReadOnlyList<string> credits) => string.Join(' ', credits.Select(credit => credit.EndsWith('.') ? credit : credit + "."));

    /// <summary>"14 items", "1–5 of 14": what a section's head says. Of one that shows none, how many there are.</summary>
    public static string Extent(DigestSection section) => section switch
    {
        { Omitted: 0 } or { Items.Count: 0 } => Phrases.Count(section.Total, "item"),
        { Items.Count: 1 } => string.Create(CultureInfo.InvariantCulture, $"{section.Items.Count} of {section.Total:N0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"1–{section.Items.Count} of {section.Total:N0}"),
    };

    public static string Omitted(DigestSection section) => section.Items.Count == 0
        ? $"{Phrases.Count(section.Total, "item")} in the archived digest"
        : $"… and {section.Omitted.ToString("N0", CultureInfo.InvariantCulture)} more in the archived digest";

    /// <summary>"You received this trial in".</summary>
    public static string Received(DigestItem item) => $"You received this {(item.Noun.Length > 0 ? item.Noun : "item")} in";

    public static string FiguresHead(PeriodFigures figures) => $"The {figures.Word} in figures";

    public static string FiguresLead(PeriodFigures figures) => string.Create(CultureInfo.InvariantCulture,
        $"Items per {figures.Word}. This {figures.Word} {figures.Bars[^1].Items:N0}, usual {figures.Usual:N0} (the median of the {figures.Bars.Count - 1} before).");

    public static string LadderHead(TargetLadder ladder) => $"Phase ladder of {ladder.Target}";

    public static string LadderExtent(TargetLadder ladder) => Phrases.Count(ladder.Rungs.Sum(rung => rung.Drugs.Count), "drug");

    /// <summary>"moved here: seltraxine", else some that stand there.</summary>
    public static string LadderMoved(Rung rung)
    {
        const int shown = 5;
        List<string> moved = [.. rung.Drugs.Where(drug => drug.Moved).Select(drug => drug.Name)];
        List<string> names = moved.Count > 0 ? moved : [.. rung.Drugs.Select(drug => drug.Name)];
        var list = string.Join(", ", names.Take(shown)) + (names.Count > shown ? ", …" : "");
        return moved.Count > 0 ? $"moved here: {list}" : list;
    }

    public static string WholeLink(DigestView view, DigestSection section) => view.WholeLink.Length == 0 ? "" : $"{view.WholeLink}#{section.Anchor}";

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

    public static IEnumerable<DigestLink> OwnLinks(DigestView view) => OwnLinks(view.ManageLink, view.UnsubscribeLink);

    public static IEnumerable<DigestLink> OwnLinks(string manage, string unsubscribe) =>
        new DigestLink[] { new("Change or pause", manage), new("Unsubscribe", unsubscribe) }
            .Where(link => link.Address.Length > 0);

    /// <summary>What an inbox shows beside the subject.</summary>
    public static string Preheader(DigestView view) =>
        PlainText.Shorten(string.Join(' ', new[] { view.Lead, view.Summary }.Concat(view.Warnings).Where(text => text.Length > 0)), 200);
}
