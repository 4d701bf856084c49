using TargetAlerts.Changes;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <param name="End">When its digest would have been made.</param>
/// <param name="Estimated">It begins before all of the alert's sources were recorded: what is new is rebuilt from their dates.</param>
internal sealed record BackTestPeriod(DateTimeOffset End, DateOnly FirstDay, DateOnly LastDay, IReadOnlyList<Item> Items, bool Estimated);

/// <param name="Days">How far it was looked back.</param>
/// <param name="Recorded">From when on changes are recorded; null where nothing is stored at all.</param>
internal sealed record BackTestReport(int Days, RecordedSince? Recorded, IReadOnlyList<BackTestPeriod> Periods)
{
    public int Items => Periods.Sum(period => period.Items.Count);

    /// <summary>The period with the most items; null where there is none at all.</summary>
    public BackTestPeriod? Fullest => Periods.Where(period => period.Items.Count > 0).MaxBy(period => period.Items.Count);

    /// <summary>Periods that send a mail.</summary>
    /// <param name="heartbeat">Also those without items.</param>
    public int Mails(bool heartbeat) => Periods.Count(period => period.Items.Count > 0 || heartbeat);

    /// <summary>Says so of every period that is estimated; empty where none is.</summary>
    public string Caution => Recorded is { } recorded && Periods.Any(period => period.Estimated) ? recorded.Caution : "";
}

/// <summary>
/// What an alert would have sent: the recorded changes, and before there were any what the sources' dates tell, through the
/// filter and the building of items that real digests use. It reads; no watch is started and nothing is stored.
/// </summary>
internal sealed class BackTest(DigestStore changes, WorkStore works, WatchStore watches, BaselineStore baselines, SourceRegistry sources, TimeProvider time)
{
    /// <summary>Twelve weeks, as the pages show them.</summary>
    public const int Usual = 84;

    public async Task<BackTestReport> RunAsync(Alert alert, int days, CancellationToken cancellationToken)
    {
        alert = alert with { Wish = EverSince(alert.Wish) };
        var now = time.GetUtcNow();
        var since = now.AddDays(-days);
        string[] targets = [.. alert.Wish.Targets.Keys];
        var read = (await watches.AllAsync(cancellationToken)).Where(watch => targets.Contains(watch.Target) && sources.All.Any(source => source.Description.Name.Value == watch.Source && AlertWords.Reads(alert, source.Description.Name)));
        if (RecordedSince.Of(read) is not { } recorded) return new(days, null, []);
        var estimate = new Estimate(await baselines.ReadAsync(targets, DateOnly.FromDateTime(since.UtcDateTime).AddDays(-1), cancellationToken), recorded, sources);
        var occurrences = new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone));
        var periods = new List<BackTestPeriod>();
        var (added, withdrawn) = (new HashSet<(SourceName, string)>(), new HashSet<((SourceName, string), string)>());
        var (before, number) = (new Dictionary<(SourceName, string), ToldBefore>(), 0);
        for (var (start, end) = (since, occurrences.Next(since)); end <= now; (start, end) = (end, occurrences.Next(end)))
        {
            List<Considered> considered = [.. estimate.Between(start, end), .. await changes.DetectedAsync(targets, start, end, cancellationToken)];
            var wanted = considered.Where(one => WishFilter.Wants(alert.Wish, one)).ToList();
            // What earlier mails would have told takes the place of what they did tell.
            var known = estimate.Dated(await works.ReadAsync(alert, wanted, cancellationToken) with { ToldAdded = added, ToldWithdrawn = withdrawn, ToldIn = before });
            var items = new ItemBuilder(alert.Wish, known, sources).Build(MuteFilter.Apply(alert.Wish, known, wanted).Changes).Items;
            var last = occurrences.LocalDay(end).AddDays(-1);
            if (items.Count > 0) number++;
            foreach (var change in items.SelectMany(item => item.Told).Select(one => one.Change))
            {
                before[(change.Source, change.RecordId)] = new(number, DigestPreview.Id(last));
                if (change.Kind == ChangeKind.Added) added.Add((change.Source, change.RecordId));
                if (change.Kind == ChangeKind.Withdrawn) withdrawn.Add(((change.Source, change.RecordId), change.Reason ?? ""));
            }
            periods.Add(new(end, occurrences.LocalDay(start), last, items, start < recorded.Whole));
        }
        return new(days, recorded, periods);
    }

    /// <summary>As if it had been set long ago.</summary>
    public static Wish EverSince(Wish wish) => wish with
    {
        Targets = wish.Targets.ToDictionary(target => target.Key, _ => long.MinValue),
        Sources = wish.Sources.ToDictionary(source => source.Key, _ => long.MinValue),
    };
}
