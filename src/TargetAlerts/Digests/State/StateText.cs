using System.Globalization;

namespace TargetAlerts.Digests.State;

/// <summary>The plain text part of an alert's first mail.</summary>
internal static class StateText
{
    private const string Indent = DigestTextItem.Indent;

    public static string Render(StateView view)
    {
        var page = new TextPage();
        page.Rule('═');
        page.Sides("◎ TargetAlerts", "state of the target");
        page.Sides($"{view.Targets}  {view.TargetLine}".Trim(), view.Day);
        page.Rule('═');
        foreach (var text in new[] { view.Lead, view.Summary }.Concat(view.Warnings.Select(warning => "! " + warning)))
        {
            page.Line();
            page.Paragraph(text);
        }
        foreach (var state in view.States) State(page, state, view.States.Count > 1 ? $"{state.Symbol}: " : "");
        page.Line();
        page.Line();
        page.Rule('═');
        page.Paragraph(view.Closing);
        page.Line();
        page.Links(view.Links, "", 24);
        page.Line();
        page.Paragraph(DigestWords.Credits(view.Credits));
        page.Line();
        page.Paragraph(DigestWords.Closing);
        return page.ToString();
    }

    private static void State(TextPage page, TargetState state, string whose)
    {
        if (state.Counts.Count > 0)
        {
            page.Head(whose + "known records", $"{state.Counts.Sum(count => count.Known).ToString("N0", CultureInfo.InvariantCulture)} in all");
            page.Line();
            var column = state.Counts.Max(count => count.Kind.Length);
            page.Line($"{Indent}{TextPage.Pad("Kind", column)}  {"known",9}  {"last 30 days",12}");
            foreach (var count in state.Counts) page.Line(string.Create(CultureInfo.InvariantCulture, $"{Indent}{TextPage.Pad(count.Kind, column)}  {count.Known,9:N0}  {count.Recent,12:N0}"));
        }
        if (state.Ladder.Rungs.Count > 0) DigestTextFigures.Ladder(page, state.Ladder);
        if (state.Newest.Count > 0)
        {
            page.Head(whose + "newest ten", "by date of the record");
            foreach (var row in state.Newest)
            {
                page.Line();
                page.Paragraph($"{row.Title} [{row.Noun}]", $"{Indent}{row.Day,11}  ", Indent + new string(' ', 13));
                if (row.Link.Length > 0) page.Line(Indent + new string(' ', 13) + row.Link);
            }
        }
        if (state.Coming.Count > 0)
        {
            page.Head(whose + "coming in 90 days", "");
            foreach (var row in state.Coming)
            {
                page.Line();
                page.Paragraph($"{row.What} {row.Id}", $"{Indent}{row.When,11}  ", Indent + new string(' ', 13));
                page.Line(Indent + new string(' ', 13) + row.Link);
            }
        }
        page.Head($"How {state.Symbol} is matched", "");
        page.Line();
        foreach (var line in state.Matching) page.Paragraph(line, Indent);
    }
}
