using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <param name="When">"15 Dec 2026", "Jan 2027".</param>
public sealed record ComingRow(string When, string What, string Id, string Link);

/// <summary>Dates of trials that are to come.</summary>
internal static class ComingTrials
{
    private const int Most = 12;

    private static readonly (string Fact, string Words)[] Dates = [("start", "Starts"), ("primaryCompletion", "Primary completion")];

    public static IReadOnlyList<ComingRow> Of(IReadOnlyList<SourceRecord> trials, DateOnly today, DateOnly end) =>
        [.. trials.SelectMany(trial => Dates.Select(date => (Trial: trial, date.Words, Date: trial.Facts.TryGetValue(date.Fact, out var value) ? PartialDate.Parse(value.First) : null)))
            .Where(one => one.Date is { } date && date.FirstDay >= today && date.FirstDay < end)
            .OrderBy(one => one.Date!.Value.FirstDay).ThenBy(one => one.Trial.Id, StringComparer.Ordinal).Take(Most)
            .Select(one => new ComingRow(one.Date!.Value.Words, $"{one.Words}: {PlainText.Shorten(one.Trial.Title, 90)}", one.Trial.Id, one.Trial.Link))];
}
