using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;

namespace TargetAlerts.Digests.State;

/// <summary>Puts together where an alert's targets stand, from what is stored.</summary>
internal sealed class StateWriter(TimelineStore records, TargetCatalog targets, SourceRegistry sources, BackTest backTest, Links links, TimeProvider time)
{
    // Those a reader knows by sight.
    private static readonly string[] Spaces = ["uniprot", "hgnc", "ensembl", "chembl"];

    private const int Newest = 10, Recent = 30, Coming = 90;

    /// <param name="waiting">Sources that have not been read to the end yet.</param>
    public async Task<StateView> WriteAsync(Alert alert, IReadOnlyList<string> waiting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var zone = Zones.Get(alert.Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var symbols = string.Join(", ", alert.Wish.Targets.Keys);
        var states = new List<TargetState>();
        foreach (var target in alert.Wish.Targets.Keys.Select(targets.Find).OfType<DrugTarget>()) states.Add(await StateAsync(target, today, cancellationToken));
        return new()
        {
            Subject = PlainText.Shorten($"{symbols}: your alert is set, and where {(states.Count == 1 ? "it stands" : "they stand")} today", 150),
            Targets = PlainText.Shorten(symbols, 120),
            TargetLine = AlertWords.TargetLine(alert, targets),
            Day = Phrases.Day(today),
            Lead = $"Your alert is set. This is where {Phrases.Join([.. alert.Wish.Targets.Keys])} {(states.Count == 1 ? "stands" : "stand")} today, so that the digests can speak of changes alone.",
            Summary = $"{First(alert, now)} {Past(await backTest.RunAsync(alert, BackTest.Usual, cancellationToken), alert)}".Trim(),
            Warnings = waiting.Count == 0 ? [] : [$"Not read to the end yet: {Phrases.Join(waiting)}. What {(waiting.Count == 1 ? "it holds" : "they hold")} is missing below; it is stored silently with the first complete check."],
            States = states,
            Closing = $"You confirmed this address on {Phrases.Instant(alert.ConfirmedAt ?? now, zone)} ({alert.Zone}). If that was not you, unsubscribe; one click is enough.",
            Links = [.. DigestWords.OwnLinks(links.AskToManage(alert.Id), links.Unsubscribe(alert.Id)), .. states.Select(state => new DigestLink($"{state.Symbol} page", links.Target(state.Symbol)))],
            Credits = AlertWords.Credits(alert, sources),
        };
    }

    private async Task<TargetState> StateAsync(DrugTarget target, DateOnly today, CancellationToken cancellationToken)
    {
        var known = (await records.CountsAsync(target.Symbol, time.GetUtcNow(), cancellationToken)).ToDictionary(row => Enum.Parse<RecordKind>(row.Kind, ignoreCase: true), row => row.Known);
        var recent = (await records.DatedAsync(target.Symbol, today.AddDays(-Recent), cancellationToken)).Where(row => row.Day <= today).ToLookup(row => Enum.Parse<RecordKind>(row.Kind, ignoreCase: true), row => row.Count);
        return new()
        {
            Symbol = target.Symbol,
            Counts = [.. Phrases.Sections.Select(section => new KnownCount(section.Title, section.Kinds.Sum(kind => known.GetValueOrDefault(kind)), section.Kinds.Sum(kind => recent[kind].Sum())))
                .Where(count => count.Known > 0)],
            Ladder = new(target.Symbol, PhaseLadder.Of(await records.RecordsAsync(target.Symbol, "drug", cancellationToken), new HashSet<(string, string)>())),
            Newest = [.. (await records.NewestAsync(target.Symbol, today, Newest, cancellationToken)).Select(record => new NewestRow(
                Phrases.Day(record.Dated!.Value), PlainText.Shorten(PlainText.Clean(record.Title), 200), record.Link, sources.Get(record.Source).Description.Words.Noun(record)))],
            Coming = ComingTrials.Of(await records.RecordsAsync(target.Symbol, "trial", cancellationToken), today, today.AddDays(Coming)),
            Matching = Matching(target),
            Highlight = target.Marked(),
        };
    }

    private static List<string> Matching(DrugTarget target)
    {
        var names = target.SafeNames.Select(name => name.Text).ToList();
        List<string> matching = [$"By identifier: {string.Join(", ", Spaces.SelectMany(space => target.Identifiers.GetValueOrDefault(space, [])).Prepend(target.Gene ?? "").Where(id => id.Length > 0).Distinct())}."];
        if (names.Count > 0) matching.Add($"By name: {string.Join(", ", names)}.");
        if (target.FollowedDrugs.Any()) matching.Add($"By drug: {Shown([.. target.FollowedDrugs.Select(drug => drug.Name)])}.");
        matching.AddRange(target.Cautions());
        return matching;
    }

    private static string Shown(IReadOnlyList<string> names) => names.Count <= 12 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(10))} and {names.Count - 10} more";

    private static string First(Alert alert, DateTimeOffset now)
    {
        var next = new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone)).Next(now);
        var local = TimeZoneInfo.ConvertTime(next, Zones.Get(alert.Zone));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The first digest comes on {local:dddd d MMM yyyy, HH:mm} ({alert.Zone}){(alert.Wish.Heartbeat ? "." : ", if there is news.")}");
    }

    private static string Past(BackTestReport report, Alert alert)
    {
        var mails = report.Mails(alert.Wish.Heartbeat);
        if (mails == 0) return "";
        var most = mails > 1 && report.Fullest is { } fullest ? $"; the fullest had {fullest.Items.Count:N0}" : "";
        return $"In the last 12 weeks this alert would have sent {Phrases.Count(mails, "mail")} with {Phrases.Count(report.Items, "item")}{most}{(report.Caution.Length > 0 ? " (partly estimated from the sources’ dates)" : "")}.";
    }
}
