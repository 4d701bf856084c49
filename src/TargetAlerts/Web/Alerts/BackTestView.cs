using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Alerts;

/// <summary>The back-test of a form in words.</summary>
/// <param name="Sentence">"In the last 12 weeks this would have sent 9 mails with 41 items."</param>
/// <param name="Caution">Says what of it is an estimate; empty where nothing is.</param>
/// <param name="Note">Where the numbers come from, and what is missing.</param>
/// <param name="Bars">One for each period that had ended.</param>
/// <param name="Fullest">"11 items, 28 Sep – 4 Oct 2026"; empty when there was none.</param>
/// <param name="Lines">Its first items: what happened, and the title.</param>
public sealed record BackTestView(string Sentence, string Caution, string Note, IReadOnlyList<(string Period, int Items, bool Estimated)> Bars, string Fullest, IReadOnlyList<(string Event, string Title)> Lines, int More)
{
    private const int Shown = 6;

    internal static BackTestView Of(BackTestReport report, Alert alert, SourceRegistry sources)
    {
        var mails = report.Mails(alert.Wish.Heartbeat);
        var silent = report.Periods.Count - mails;
        var fullest = report.Fullest;
        var writer = new ItemWriter(alert.Wish, sources, Scheduling.Zones.Get(alert.Zone));
        var lines = fullest is null ? [] : fullest.Items.OrderByDescending(item => item.Severity).ThenBy(item => item.Kind).ThenBy(item => item.Record.Title, StringComparer.OrdinalIgnoreCase)
            .Take(Shown).Select(item => (writer.Event(item), PlainText.Shorten(item.Record.Title, 110))).ToList();
        return new(
            report.Recorded is null ? "There is nothing to look back on yet." : $"In the last 12 weeks this would have sent {Phrases.Count(mails, "mail")} with {Phrases.Count(report.Items, "item")}.",
            report.Caution,
            report.Recorded is null
                ? "Nothing is stored about this target: its sources are to be checked first."
                : $"Made by the code that makes real digests.{(silent > 0 ? $" {Phrases.Count(silent, alert.Frequency == Settings.Frequency.Daily ? "day" : "week")} would have been silent." : "")}",
            [.. report.Periods.Select(period => (Phrases.Day(period.LastDay), period.Items.Count, period.Estimated))],
            fullest is null ? "" : $"{(fullest.Estimated ? "estimated, " : "")}{Phrases.Count(fullest.Items.Count, "item")}, {Phrases.Period(fullest.FirstDay, fullest.LastDay)}",
            lines, fullest is null ? 0 : fullest.Items.Count - lines.Count);
    }
}
