using TargetAlerts.Checks;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Operations;

/// <summary>Checks that are overdue, one fault a source, and results that are held back. Of what is asked no more, nothing.</summary>
internal sealed class CheckFaults(WatchStore watches, Timetable timetable, SourceRegistry sources, TargetCatalog targets, ServiceOptions options, TimeProvider time)
{
    private const int Named = 3;

    /// <summary>The watches that are in use, each with the time since which it has been overdue.</summary>
    public async Task<IReadOnlyList<(Watch Watch, DateTimeOffset? OverdueSince)>> WatchesAsync(CancellationToken cancellationToken)
    {
        var plan = await timetable.ReadAsync(cancellationToken);
        var asked = sources.All.ToDictionary(source => source.Description.Name.Value);
        var followed = targets.All.Select(target => target.Symbol).ToHashSet(StringComparer.Ordinal);
        return [.. (await watches.AllAsync(cancellationToken))
            .Where(watch => asked.ContainsKey(watch.Source) && followed.Contains(watch.Target))
            .Select(watch => (watch, plan.OverdueSince(asked[watch.Source], watch, options.Telemetry.CheckOverdue)))];
    }

    public async Task<IReadOnlyList<Fault>> FindAsync(CancellationToken cancellationToken)
    {
        var all = await WatchesAsync(cancellationToken);
        return
        [
            .. all.Where(one => one.OverdueSince is not null).GroupBy(one => one.Watch.Source).Select(Overdue),
            .. all.Where(one => one.Watch.State == WatchState.Quarantined).Select(one => Held(one.Watch)),
        ];
    }

    private Fault Overdue(IGrouping<string, (Watch Watch, DateTimeOffset? OverdueSince)> late)
    {
        var first = late.MinBy(one => one.OverdueSince);
        var names = late.Select(one => one.Watch.Target).Order(StringComparer.Ordinal).ToList();
        var about = names.Count <= Named ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Named - 1))} and {names.Count - Named + 1} more";
        var reason = late.Select(one => one.Watch.Reason).FirstOrDefault(reason => reason is not null);
        return new($"checks:{late.Key}", $"{Label(late.Key)} has been due since {Fault.When(first.OverdueSince!.Value)} and was not read to the end for {about}{(reason is null ? "" : $": {PlainText.Shorten(reason, 200)}")}.",
            $"See that this machine reaches it: targetalerts sources test; behind a proxy set HTTPS_PROXY, for a mirror Sources:{late.Key}:BaseUrl. A source that is not wanted: Sources:{late.Key}:Enabled=false. The gap is read again by itself.",
            first.OverdueSince.Value);
    }

    private Fault Held(Watch watch) => new(
        $"quarantine:{watch.Source}/{watch.Target}", $"A result of {Label(watch.Source)} for {watch.Target} is held back: {watch.Reason}.",
        $"Look at it under /admin, then targetalerts sources release {watch.Source} or targetalerts sources discard {watch.Source}.", watch.LastCompleteAt ?? time.GetUtcNow());

    private string Label(string source) => sources.All.First(one => one.Description.Name.Value == source).Description.Label;
}
