using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>
/// A view made fit to print, the same for both parts: clean text of bearable length, HTTPS links only, nothing empty.
/// Connectors clean what they read; this holds even where one forgets.
/// </summary>
internal static class PrintableView
{
    public static DigestView Of(DigestView view) => view with
    {
        Subject = Line(view.Subject, 150),
        Targets = Line(view.Targets, 120),
        TargetLine = Line(view.TargetLine, 160),
        Heading = Line(view.Heading, 40),
        Period = Line(view.Period, 48),
        Lead = Line(view.Lead, 600),
        Summary = Line(view.Summary, 800),
        LastNews = Line(view.LastNews, 240),
        Warnings = Lines(view.Warnings, 400),
        Sections = [.. view.Sections.Where(section => section.Total > 0).Select(Section)],
        WholeLink = Address(view.WholeLink, ours: true),
        Ladders = [.. view.Ladders.Select(ladder => new TargetLadder(Line(ladder.Target, 40), [.. ladder.Rungs.Select(rung =>
            rung with { Phase = Line(rung.Phase, 30), Drugs = [.. rung.Drugs.Select(drug => drug with { Name = Line(drug.Name, 60) })] })]))],
        Highlight = Lines(view.Highlight, 80),
        Coverage = view.Coverage with
        {
            Zone = Line(view.Coverage.Zone, 60),
            Lines = [.. view.Coverage.Lines.Select(line => new CoverageLine(
                Line(line.Source, 60), line.Read, Line(line.Words, 400), Lines(line.Details, 240)))],
        },
        AlertSentence = Line(view.AlertSentence, 600),
        ManageLink = Address(view.ManageLink, ours: true),
        UnsubscribeLink = Address(view.UnsubscribeLink, ours: true),
        Credits = Lines(view.Credits, 1000),
    };

    private static DigestSection Section(DigestSection section) =>
        section with { Title = Line(section.Title, 30), Items = [.. section.Items.Select(Item)] };

    private static DigestItem Item(DigestItem item)
    {
        var title = Line(item.Title, 300);
        var own = Address(item.Link);
        return item with
        {
            Event = Line(item.Event, 60),
            Happened = Line(item.Happened, 60),
            Badges = Lines(item.Badges, 40),
            Title = title.Length > 0 ? title : "Without a title",
            Link = own,
            Noun = Line(item.Noun, 40),
            Received = item.Received is { } received && Address(received.Address, ours: true) is { Length: > 0 } earlier ? new(Line(received.Label, 40), earlier) : null,
            Byline = Line(item.Byline, 240),
            Notes = Lines(item.Notes, 240),
            Context = Line(item.Context, 600),
            Facts = [.. item.Facts.Select(Fact).Where(fact => (fact.Old ?? fact.New ?? fact.Distance) is not null)],
            Terms = item.Terms.GroupBy(term => Line(term.Key, 400)).Where(term => term.Key.Length > 0).ToDictionary(term => term.Key, term => Line(term.First().Value, 120)),
            Links = Links(item.Links, own),
            Related = [.. item.Related.Select(related => new DigestLink(Line(related.Label, 200), Address(related.Address))).Where(related => related.Address.Length > 0 && related.Label.Length > 0)],
            Mute = item.Mute is { } mute && Address(mute.Address, ours: true) is { Length: > 0 } address ? new(Line(mute.Label, 40) is { Length: > 0 } label ? label : "Mute", address) : null,
            Page = item.Page is { } page && Address(page.Address, ours: true) is { Length: > 0 } seen ? new(Line(page.Label, 40) is { Length: > 0 } words ? words : "See on page", seen) : null,
            Why = Line(item.Why, 400),
        };
    }

    private static DigestFact Fact(DigestFact fact) => fact with
    {
        Label = Line(fact.Label, 60),
        Old = LineOrNull(fact.Old, 400),
        New = LineOrNull(fact.New, 400),
        Distance = LineOrNull(fact.Distance, 60),
    };

    // The title leads to the record's own address, so that address comes first in the list as well.
    private static IReadOnlyList<DigestLink> Links(IReadOnlyList<DigestLink> links, string own)
    {
        IEnumerable<DigestLink> clean = links.Select(link => new DigestLink(Line(link.Label, 40), Address(link.Address)));
        if (own.Length > 0) clean = clean.Append(new DigestLink("Record", own));
        return [.. clean.Where(link => link.Address.Length > 0)
            .DistinctBy(link => link.Address, StringComparer.Ordinal)
            .Select(link => link.Label.Length > 0 ? link : link with { Label = "Link" })
            .OrderBy(link => link.Address == own ? 0 : 1)];
    }

    // The service's own pages may be plain HTTP on a developer's machine.
    private static string Address(string? address, bool ours = false) =>
        address is not null && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || ours && uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0
        && uri.AbsoluteUri.Length <= 900
            ? uri.AbsoluteUri
            : "";

    // What takes no room on a page, such as a lone joiner, is nothing to read.
    private static string Line(string? text, int length) => PlainText.Shorten(PlainText.Clean(text), length) is var line && TextWidth.Of(line) > 0 ? line : "";

    private static string? LineOrNull(string? text, int length) => Line(text, length) is { Length: > 0 } line ? line : null;

    private static IReadOnlyList<string> Lines(IReadOnlyList<string> texts, int length) =>
        [.. texts.Select(text => Line(text, length)).Where(text => text.Length > 0)];
}
