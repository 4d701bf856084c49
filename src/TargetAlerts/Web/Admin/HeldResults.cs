using TargetAlerts.Changes;
using TargetAlerts.Checks;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Web.Admin;

/// <summary>A result that was held back, in words.</summary>
public sealed record HeldResult
{
    public required string Source { get; init; }

    public required string Label { get; init; }

    public required string Target { get; init; }

    /// <summary>Which result this is: a later one may take its place while the page is open.</summary>
    public required string Check { get; init; }

    public required string CheckedAt { get; init; }

    /// <summary>"9 of 30 known records are missing".</summary>
    public required string Reason { get; init; }

    /// <summary>When an equal result releases it, removals apart.</summary>
    public required string ConfirmedAfter { get; init; }

    /// <summary>What would be told: word, severity, records.</summary>
    public required IReadOnlyList<(string Word, Severity Severity, int Records)> Counts { get; init; }

    /// <summary>Missing records: withdrawn on release.</summary>
    public required int Gone { get; init; }

    public required int Changes { get; init; }

    /// <summary>Alerts in use that want one of the changes looked at.</summary>
    public required int Alerts { get; init; }

    public required IReadOnlyList<DigestItem> First { get; init; }

    public required IReadOnlyList<string> Marked { get; init; }
}

/// <summary>Puts quarantined results into the words that digests would use.</summary>
internal sealed class HeldResults(WatchStore watches, HeldChanges held, AlertStore alerts, TargetCatalog targets, SourceRegistry sources, AdminClock clock)
{
    // Judged against every alert's wish; shown are fewer.
    private const int Looked = 1_000, ShownOfEach = 5;

    public async Task<IReadOnlyList<HeldResult>> AllAsync(CancellationToken cancellationToken)
    {
        var active = await alerts.ActiveAsync(cancellationToken);
        var results = new List<HeldResult>();
        foreach (var watch in (await watches.AllAsync(cancellationToken)).Where(watch => watch.QuarantinedCheck is not null))
        {
            if (await held.ReadAsync(watch, [.. targets.All.Select(target => target.Symbol).Append(watch.Target).Distinct()], Looked, cancellationToken) is { } report) results.Add(Words(watch, report, active));
        }
        return results;
    }

    private HeldResult Words(Watch watch, HeldReport report, IReadOnlyList<Alert> active)
    {
        var counts = report.Counts.Select(count => (Word(Enum.Parse<ChangeKind>(count.Kind, ignoreCase: true)), (Severity)count.Severity, count.Records)).ToList();
        if (report.Gone > 0) counts.Insert(0, ("× Missing: withdrawn on release", Severity.High, report.Gone));
        var writer = new ItemWriter(new Wish { Targets = new Dictionary<string, long> { [watch.Target] = 0 } }, sources, TimeZoneInfo.Utc);
        var target = targets.Find(watch.Target);
        return new()
        {
            Source = watch.Source,
            Label = sources.Get(new(watch.Source)).Description.Label,
            Target = watch.Target,
            Check = report.Check,
            CheckedAt = clock.When(report.CheckedAt),
            Reason = watch.Reason ?? "",
            ConfirmedAfter = clock.When(report.CheckedAt + WatchCheck.Confirmation),
            Counts = counts,
            Gone = report.Gone,
            Changes = report.Gone + report.Counts.Sum(count => count.Records),
            Alerts = active.Count(alert => report.First.Any(change => WishFilter.Wants(alert.Wish, change))),
            First = [.. report.First.GroupBy(one => one.Change.Kind).OrderByDescending(kind => kind.Key)
                .SelectMany(kind => kind.OrderByDescending(one => one.Change.Severity).Take(ShownOfEach)).Select(one => TargetViews.Item(writer, Sure(one, watch)))],
            Marked = target?.Marked() ?? [],
        };
    }

    // The writer says why an item concerns the target; here that is so because the watch holds it.
    private static Considered Sure(Considered one, Watch watch) => one with
    {
        Change = one.Change.Kind == ChangeKind.Added ? one.Change with { Target = watch.Target } : one.Change,
        Memberships = [new(watch.Source, one.Record.Id, watch.Target, one.Memberships.FirstOrDefault(member => member.Target == watch.Target && member.Matches.Count > 0)?.Matches ?? [new Match("", "search", "the query")], DateTimeOffset.MinValue, null)],
    };

    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Added => "+ New", ChangeKind.Updated => "→ Changed", _ => "× Withdrawn" };
}
