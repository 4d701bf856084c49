using System.Globalization;

namespace TargetAlerts.Digests;

/// <summary>One item of the text part: number in the margin, event, title, who, notes, facts, links, why.</summary>
internal static class DigestTextItem
{
    public const string Indent = "    ";
    private const string FactIndent = "      ";
    private const int FactLabel = 18;

    public static void Write(TextPage page, DigestItem item)
    {
        page.Line();
        Opening(page, item);
        if (item.Received is { } received)
        {
            page.Paragraph($"{DigestWords.Received(item)} {received.Label}.", Indent);
            page.Line(Indent + received.Address);
        }
        foreach (var note in item.Notes) page.Paragraph("! " + note, Indent, Indent + "  ");
        page.Paragraph(item.Context, Indent);
        Facts(page, item.Facts);
        page.Links(item.Links, Indent, 24);
        page.Links([.. new[] { item.Mute, item.Page }.OfType<DigestLink>()], Indent, 24);
        foreach (var related in item.Related)
        {
            page.Paragraph("related " + related.Label, Indent, Indent + "  ");
            page.Line(Indent + "  " + related.Address);
        }
        if (item.Why.Length > 0) page.Paragraph(item.Id.Length > 0 ? $"{item.Why} · {item.Id}" : item.Why, Indent + "why    ");
    }

    private static void Opening(TextPage page, DigestItem item)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{item.Number,3} ");
        var badges = string.Join(' ', item.Badges.Select(badge => $"[{badge}]"));
        if (item.Event.Length == 0)
        {
            page.Paragraph(item.Title, number, Indent);
            page.Paragraph($"{badges} {item.Byline}", Indent);
            return;
        }
        var happened = item.IsLoud ? item.Event.ToUpperInvariant() : item.Event;
        page.Paragraph($"{DigestWords.Glyph(item)} {happened} {badges}", number, Indent);
        page.Paragraph(item.Title, Indent);
        page.Paragraph(item.Byline, Indent);
    }

    private static void Facts(TextPage page, IReadOnlyList<DigestFact> facts)
    {
        if (facts.Count == 0) return;
        page.Line();
        var longest = facts.Max(fact => TextWidth.Of(fact.Label));
        var column = longest > 30 ? FactLabel : Math.Max(FactLabel, longest);
        foreach (var fact in facts) Fact(page, fact, column);
        page.Line();
    }

    private static void Fact(TextPage page, DigestFact fact, int column)
    {
        var rest = FactIndent + new string(' ', column + 2);
        var first = rest;
        if (TextWidth.Of(fact.Label) <= column)
        {
            first = FactIndent + TextPage.Pad(fact.Label, column) + "  ";
        }
        else
        {
            page.Paragraph(fact.Label, FactIndent);
        }
        var value = fact switch
        {
            { Old: null } => fact.New ?? "",
            _ => $"{fact.Old} → {fact.New ?? DigestWords.Gone}",
        };
        var distance = fact.Distance is null ? "" : $"({fact.Distance})";
        if (value.Length == 0) (value, distance) = (distance, "");
        var lines = TextWrap.Lines(value, TextPage.Width - rest.Length, TextPage.Width - rest.Length).ToList();
        if (distance.Length > 0)
        {
            var together = rest.Length + TextWidth.Of(lines[^1]) + 2 + TextWidth.Of(distance);
            if (together <= TextPage.Width)
            {
                lines[^1] += "  " + distance;
            }
            else
            {
                lines.AddRange(TextWrap.Lines(distance, TextPage.Width - rest.Length, TextPage.Width - rest.Length));
            }
        }
        for (var i = 0; i < lines.Count; i++) page.Line((i == 0 ? first : rest) + lines[i]);
    }
}
