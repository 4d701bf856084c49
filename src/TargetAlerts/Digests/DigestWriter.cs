using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;

namespace TargetAlerts.Digests;

/// <summary>What a digest is made of, before it is put into words.</summary>
internal sealed record DigestDraft
{
    public required Alert Alert { get; init; }

    public required IReadOnlyList<Item> Items { get; init; }

    public required int Number { get; init; }

    public required DateOnly PeriodStart { get; init; }

    public required DateOnly PeriodEnd { get; init; }

    /// <summary>Days of earlier periods that had no digest of their own.</summary>
    public bool Merged { get; init; }

    public required IReadOnlyList<CoverageLine> Coverage { get; init; }

    public required string ManageLink { get; init; }

    public required string UnsubscribeLink { get; init; }

    /// <summary>Where records are muted, to be followed by which; empty for nowhere.</summary>
    public string MuteLink { get; init; } = "";

    /// <summary>Where a change of a target can be seen, by its number; null for nowhere.</summary>
    public Func<string, long, string>? ChangeLink { get; init; }

    /// <summary>Where an earlier digest can be read, by its id; null for nowhere.</summary>
    public Func<string, string>? DigestLink { get; init; }

    public IReadOnlyList<TargetLadder> Ladders { get; init; } = [];

    /// <summary>The periods before this one, the newest first.</summary>
    public IReadOnlyList<PastPeriod> Past { get; init; } = [];
}

/// <summary>Turns a draft into what is read: bad news first, then by kind, by severity, by title.</summary>
internal sealed class DigestWriter(SourceRegistry sources, TargetCatalog targets)
{
    // A longer list is not read; the contents below it count everything.
    private const int MostTold = 8;

    public DigestView Write(DigestDraft draft)
    {
        var alert = draft.Alert;
        var zone = Scheduling.Zones.Get(alert.Zone);
        var writer = new ItemWriter(alert.Wish, sources, zone);
        // As the subject counts them: what happened most stands first, and together.
        List<Item> bad = [.. Ordered(draft.Items.Where(writer.IsBad)).GroupBy(writer.Event)
            .OrderByDescending(events => events.Max(item => item.Severity)).ThenByDescending(events => events.Count()).SelectMany(events => events)];
        var groups = new List<(string Title, string Anchor, bool Bad, IReadOnlyList<Item> Items)> { ("Bad news", "bad", true, bad) };
        groups.AddRange(Phrases.Sections.Select(section => (section.Title, section.Anchor, false,
            (IReadOnlyList<Item>)[.. Ordered(draft.Items.Except(bad).Where(item => section.Kinds.Contains(item.Record.Kind)))])));
        var number = 0;
        List<DigestSection> sections = [.. groups.Where(group => group.Items.Count > 0)
            .Select(group => new DigestSection(group.Title, group.Anchor, group.Bad, [.. group.Items.Select(item => writer.Write(item, ++number) with { Mute = Mute(draft, item), Received = Received(draft, item), Page = Page(draft, item) })]))];
        var figures = PeriodFigures.Of(alert.Frequency, draft.PeriodStart, sections, draft.Past);
        var period = Phrases.Period(draft.PeriodStart, draft.PeriodEnd);
        var symbols = string.Join(", ", alert.Wish.Targets.Keys);
        return new()
        {
            Subject = DigestSubject.Of(alert, bad, draft.Items, writer, period),
            Targets = symbols,
            TargetLine = AlertWords.TargetLine(alert, targets),
            Heading = alert.Frequency == Frequency.Daily ? "daily digest" : "weekly digest",
            Number = draft.Number,
            Period = period,
            Lead = Lead(bad, writer.Event),
            Summary = Summary(draft.Items, bad, writer) + Usual(figures),
            Figures = figures,
            Ladders = draft.Ladders,
            Warnings = [.. Warnings(draft)],
            Sections = sections,
            Highlight = [.. alert.Wish.Targets.Keys.SelectMany(symbol => targets.Find(symbol)?.Marked() ?? []).Distinct(StringComparer.OrdinalIgnoreCase)],
            Coverage = new() { Zone = alert.Zone, Lines = draft.Coverage },
            AlertSentence = AlertWords.Sentence(alert, sources.All.Count),
            ManageLink = draft.ManageLink,
            UnsubscribeLink = draft.UnsubscribeLink,
            Credits = AlertWords.Credits(alert, sources),
        };
    }

    private DigestLink? Mute(DigestDraft draft, Item item) => draft.MuteLink.Length == 0 ? null : new(
        $"Mute this {sources.Get(item.Record.Source).Description.Words.Noun(item.Record)}",
        $"{draft.MuteLink}?source={Uri.EscapeDataString(item.Record.Source.Value)}&record={Uri.EscapeDataString(item.Record.Id)}");

    private static DigestLink? Received(DigestDraft draft, Item item) => item.Before is { } before && draft.DigestLink is { } link
        ? new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"No. {before.Number}"), link(before.DigestId))
        : null;

    private static DigestLink? Page(DigestDraft draft, Item item) => draft.ChangeLink is { } link && item.Told.FirstOrDefault(considered => !considered.Estimated) is { } first
        ? new("See on page", link(first.Memberships.First(membership => draft.Alert.Wish.Targets.ContainsKey(membership.Target)).Target, first.Change.Number))
        : null;

    private static IEnumerable<Item> Ordered(IEnumerable<Item> items) => items
        .OrderByDescending(item => item.Severity).ThenBy(item => item.Kind == ChangeKind.Added ? 1 : 0)
        .ThenBy(item => item.Record.Title, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Record.Id, StringComparer.Ordinal);

    private static IEnumerable<string> Warnings(DigestDraft draft)
    {
        if (draft.Merged) yield return "An earlier period had no digest of its own; this one holds it too.";
        if (CoverageReport.Warning(draft.Coverage) is { } warning) yield return warning;
    }

    private static string Lead(IReadOnlyList<Item> bad, Func<Item, string> events)
    {
        if (bad.Count == 0) return "";
        var first = bad.Take(3).Select(item => $"{events(item)}: {PlainText.Shorten(item.Record.Title, 90)}").ToList();
        var more = bad.Count > 3 ? $" And {Phrases.Count(bad.Count - 3, "more piece")} of bad news." : "";
        return string.Join(' ', first.Select(line => line[^1] is '.' or '?' or '!' or '…' ? line : line + ".")) + more;
    }

    // "Also: 2 new trials, 1 changed trial and 14 new papers. 17 items in all."
    private static string Summary(IReadOnlyList<Item> items, IReadOnlyList<Item> bad, ItemWriter writer)
    {
        if (items.Count == 0) return "Nothing new.";
        var tallies = Tally.Of(items.Except(bad), writer);
        var shown = tallies.Count > MostTold ? MostTold - 1 : tallies.Count;
        var counts = tallies.Take(shown).Select(tally => Phrases.Count(tally.Count, $"{(tally.New ? "new" : "changed")} {tally.Noun}")).ToList();
        if (shown < tallies.Count) counts.Add(Phrases.Count(tallies.Skip(shown).Sum(tally => tally.Count), "other"));
        var also = counts.Count == 0 ? "" : $"{(bad.Count > 0 ? "Also: " : "")}{Phrases.Join(counts)}. ";
        return $"{also}{Phrases.Count(items.Count, "item")} in all.";
    }

    private static string Usual(PeriodFigures? figures) => figures is { Usual: > 0 } ? $" A usual {figures.Word} has {figures.Usual:N0}." : "";
}
