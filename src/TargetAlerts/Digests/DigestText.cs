namespace TargetAlerts.Digests;

/// <summary>The plain text part of a digest: every item, in the order of the HTML part, with the same links.</summary>
internal static class DigestText
{
    public static string Render(DigestView view)
    {
        view = PrintableView.Of(view);
        var page = new TextPage();
        Masthead(page, view);
        Summary(page, view);
        foreach (var section in view.Sections) Section(page, view, section);
        DigestTextFigures.Write(page, view);
        CoverageOf(page, view.Coverage);
        Footer(page, view);
        return page.ToString();
    }

    private static void Masthead(TextPage page, DigestView view)
    {
        page.Rule('═');
        page.Sides("◎ TargetAlerts", $"{view.Heading} {DigestWords.Issue(view)}".Trim());
        page.Sides($"{view.Targets}  {view.TargetLine}".Trim(), view.Period);
        page.Rule('═');
    }

    private static void Summary(TextPage page, DigestView view)
    {
        Block(page, view.Lead);
        Block(page, view.Summary);
        if (view.Warnings.Count > 0) page.Line();
        foreach (var warning in view.Warnings) page.Paragraph(warning, "! ");
        if (view.Items == 0)
        {
            if (DigestWords.IsAllRead(view.Coverage)) Block(page, "✓ " + DigestWords.AllRead);
            Block(page, view.LastNews);
        }
        if (view.Sections.Count > 1) Contents(page, view.Sections);
    }

    private static void Contents(TextPage page, IReadOnlyList<DigestSection> sections)
    {
        var column = sections.Max(section => TextWidth.Of(section.Title)) + 6;
        page.Line();
        foreach (var section in sections)
        {
            var dots = new string('.', column - TextWidth.Of(section.Title) - 1);
            page.Line($"  {(section.Bad ? '▲' : ' ')} {section.Title} {dots} {section.Total,3}   {DigestWords.Range(section)}");
        }
    }

    private static void Section(TextPage page, DigestView view, DigestSection section)
    {
        page.Head((section.Bad ? "▲ " : "") + section.Title, DigestWords.Extent(section));
        foreach (var item in section.Items) DigestTextItem.Write(page, item);
        if (section.Omitted == 0) return;
        page.Line();
        page.Paragraph(DigestWords.Omitted(section), DigestTextItem.Indent);
        if (DigestWords.WholeLink(view, section) is { Length: > 0 } link) page.Line(DigestTextItem.Indent + "  " + link);
    }

    private static void CoverageOf(TextPage page, Coverage coverage)
    {
        if (coverage.Lines.Count == 0) return;
        page.Head("Coverage", DigestWords.ReadOf(coverage));
        foreach (var line in coverage.Lines.Where(line => !line.Read))
        {
            page.Line();
            page.Paragraph($"! {line.Source} {line.Words}", "    ");
        }
        var read = coverage.Lines.Where(line => line.Read).ToArray();
        if (read.Length > 0)
        {
            page.Line();
            var column = Math.Min(30, read.Max(line => TextWidth.Of(line.Source)));
            foreach (var line in read)
            {
                var fits = TextWidth.Of(line.Source) <= column;
                if (!fits) page.Paragraph(line.Source, DigestTextItem.Indent);
                page.Paragraph($"✓ {line.Words}", $"    {TextPage.Pad(fits ? line.Source : "", column)}  ", new string(' ', column + 8));
            }
        }
        page.Line();
        foreach (var line in coverage.Lines)
        {
            foreach (var detail in line.Details) page.Paragraph($"{line.Source}: {detail}", "    ");
        }
        page.Line($"    Times in {coverage.Zone}.");
    }

    private static void Footer(TextPage page, DigestView view)
    {
        page.Line();
        page.Line();
        page.Rule('═');
        page.Paragraph(view.AlertSentence);
        page.Line();
        page.Links([.. DigestWords.OwnLinks(view)], "", 24);
        Block(page, DigestWords.Credits(view.Credits));
        Block(page, DigestWords.Closing);
    }

    private static void Block(TextPage page, string text)
    {
        if (text.Length == 0) return;
        page.Line();
        page.Paragraph(text);
    }
}
