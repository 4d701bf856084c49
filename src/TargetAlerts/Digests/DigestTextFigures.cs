using System.Globalization;

namespace TargetAlerts.Digests;

/// <summary>The figures of the text part: the numbers of the mail's pictures, drawn with letters.</summary>
internal static class DigestTextFigures
{
    private const int LongestBar = 40;

    public static void Write(TextPage page, DigestView view)
    {
        if (view.Figures is { } figures) Periods(page, figures);
        foreach (var ladder in view.Ladders) Ladder(page, ladder);
    }

    private static void Periods(TextPage page, PeriodFigures figures)
    {
        page.Head(DigestWords.FiguresHead(figures), Phrases.Count(figures.Bars[^1].Items, "item"));
        page.Line();
        page.Paragraph(DigestWords.FiguresLead(figures), DigestTextItem.Indent);
        if (figures.Differ) Bars(page, figures);
        if (figures.Kinds.Count == 0) return;
        page.Line();
        var column = figures.Kinds.Max(kind => TextWidth.Of(kind.Kind));
        page.Line($"    {TextPage.Pad("By kind", column)}  {"this " + figures.Word,10}{"usual",8}");
        foreach (var kind in figures.Kinds) page.Line(string.Create(CultureInfo.InvariantCulture, $"    {TextPage.Pad(kind.Kind, column)}  {kind.Now,10:N0}{kind.Usual,8:N0}"));
    }

    private static void Bars(TextPage page, PeriodFigures figures)
    {
        var most = figures.Bars.Max(bar => bar.Items);
        page.Line();
        foreach (var bar in figures.Bars)
        {
            var blocks = new string('█', (int)Math.Round((double)bar.Items * LongestBar / most));
            var now = bar == figures.Bars[^1] ? $"   ◂ this {figures.Word}" : "";
            page.Line(string.Create(CultureInfo.InvariantCulture, $"    {bar.Start.ToString("d MMM", CultureInfo.InvariantCulture),6}  {blocks}{(blocks.Length > 0 ? " " : "")}{bar.Items:N0}{now}"));
        }
    }

    public static void Ladder(TextPage page, TargetLadder ladder)
    {
        page.Head(DigestWords.LadderHead(ladder), DigestWords.LadderExtent(ladder));
        page.Line();
        var column = ladder.Rungs.Max(rung => rung.Phase.Length);
        foreach (var rung in ladder.Rungs)
        {
            page.Paragraph(DigestWords.LadderMoved(rung), string.Create(CultureInfo.InvariantCulture, $"    {TextPage.Pad(rung.Phase, column)}  {rung.Drugs.Count,4:N0}   "));
        }
    }
}
