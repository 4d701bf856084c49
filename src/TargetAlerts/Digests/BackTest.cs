using TargetAlerts.Changes;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <param name="End">When its digest would have been made.</param>
internal sealed record BackTestPeriod(DateTimeOffset End, DateOnly FirstDay, DateOnly LastDay, IReadOnlyList<Item> Items);

/// <param name="Since">From when on changes are recorded: later than twelve weeks ago where the history is shorter.</param>
internal sealed record BackTestReport(DateTimeOffset Since, bool Short, IReadOnlyList<BackTestPeriod> Periods);

/// <summary>
/// What an alert would have sent in the last twelve weeks: the recorded changes through the filter and the building of
/// items that real digests use. It reads; no watch is started and nothing is stored.
/// </summary>
internal sealed class BackTest(DigestStore changes, WorkStore works, WatchStore watches, SourceRegistry sources, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(12 * 7);

    public async Task<BackTestReport> RunAsync(Alert alert, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        string[] targets = [.. alert.Wish.Targets.Keys];
        var begun = (await watches.AllAsync(cancellationToken)).Where(watch => targets.Contains(watch.Target) && watch.BaselineAt is not null).Select(watch => watch.BaselineAt).Min();
        var since = begun is { } first && first > now - Span ? first : now - Span;
        var occurrences = new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone));
        var periods = new List<BackTestPeriod>();
        var (added, withdrawn) = (new HashSet<(SourceName, string)>(), new HashSet<((SourceName, string), string)>());
        for (var (start, end) = (since, occurrences.Next(since)); begun is not null && end <= now; (start, end) = (end, occurrences.Next(end)))
        {
            var wanted = (await changes.DetectedAsync(targets, start, end, cancellationToken)).Where(considered => WishFilter.Wants(alert.Wish, considered)).ToList();
            // What earlier mails would have told takes the place of what they did tell.
            var known = await works.ReadAsync(alert, wanted, cancellationToken) with { ToldAdded = added, ToldWithdrawn = withdrawn };
            var items = new ItemBuilder(alert.Wish, known, sources).Build(MuteFilter.Apply(alert.Wish, known, wanted).Changes).Items;
            foreach (var change in items.SelectMany(item => item.Told).Select(considered => considered.Change))
            {
                if (change.Kind == ChangeKind.Added) added.Add((change.Source, change.RecordId));
                if (change.Kind == ChangeKind.Withdrawn) withdrawn.Add(((change.Source, change.RecordId), change.Reason ?? ""));
            }
            var last = occurrences.LocalDay(end).AddDays(-1);
            periods.Add(new(end, occurrences.LocalDay(start), last, items));
        }
        return new(since, begun is null || since > now - Span, periods);
    }
}
