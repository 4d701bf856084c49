using System.Diagnostics.Metrics;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Delivery.Returns;

namespace TargetAlerts.Operations;

/// <summary>The service's own instruments, named as the semantic conventions of OpenTelemetry ask. Each reads the last <see cref="Figures"/>.</summary>
internal sealed class ServiceMetrics : IDisposable
{
    public const string MeterName = "TargetAlerts";

    private const string Source = "targetalerts.source", State = "targetalerts.state", Kind = "targetalerts.fault.kind", Bounce = "targetalerts.bounce.kind";

    private static readonly string[] DigestStates = ["empty", "ready", "sent", "failed", "unknown"], AlertStates = ["active", "paused", "pending"];
    private static readonly string[] FaultKinds = ["storage", "schedule", "checks", "quarantine", "digests", "sending", "relay", "queue", "bounces"];
    private static readonly string[] BounceKinds = [.. Enum.GetNames<ReturnKind>().Select(kind => kind.ToLowerInvariant())];

    private readonly Meter _meter = new(MeterName);
    private readonly Figures _figures;

    public ServiceMetrics(Figures figures)
    {
        _figures = figures;
        _meter.CreateObservableGauge("targetalerts.storage.up", () => figures.Latest is null ? 0 : 1, description: "Whether the database answers.");
        Gauge("targetalerts.schedule.last_seen.time", "s", "When any node last looked for what is due.", now => now.ScheduleSeen is { } seen ? [new(Seconds(seen))] : []);
        Gauge("targetalerts.source.last_complete.time", "s", "Start of the last complete check, of the watch that is furthest behind.", LastComplete);
        Gauge("targetalerts.source.failures", "{failure}", "Failed checks in a row, of the worst watch.", now => Each(now, watches => watches.Max(one => one.Watch.Failures)));
        Gauge("targetalerts.watch.overdue", "{watch}", "Watches whose due check is not complete (Telemetry:CheckOverdue).", now => Each(now, watches => watches.Count(one => one.OverdueSince is not null)));
        Gauge("targetalerts.watch.quarantined", "{watch}", "Watches with a result that is held back.", now => Each(now, watches => watches.Count(one => one.Watch.State == WatchState.Quarantined)));
        Gauge("targetalerts.digests", "{digest}", "Digests by state.", DigestStates, now => now.Stored.Digests);
        Gauge("targetalerts.digest.overdue", "{digest}", "Digests that are due and not made (Telemetry:SendOverdue).", now => [new(now.OverdueDigests)]);
        Gauge("targetalerts.message.waiting", "{message}", "Messages still to be sent.", now => [new(now.Stored.Waiting)]);
        Gauge("targetalerts.message.waiting.age", "s", "Age of the oldest message still to be sent.", now => [new(now.Stored.OldestWaiting is { } oldest ? (now.At - oldest).TotalSeconds : 0)]);
        Gauge("targetalerts.relay.state", "1", "1 at the state the relay is in.", now => Enum.GetValues<RelayState>().Select(state => One(now.Relay == state ? 1 : 0, State, state.ToString().ToLowerInvariant())));
        Gauge("targetalerts.bounces", "{message}", "What came back, by kind, as long as it is kept (Retention:AuditDays).", now => BounceKinds.Select(kind => One(now.Stored.Returned.GetValueOrDefault(kind), Bounce, kind)));
        Gauge("targetalerts.alerts", "{alert}", "Alerts by state.", AlertStates, now => now.Stored.Alerts);
        Gauge("targetalerts.alerts.parked", "{alert}", "Alerts paused because three digests in a row could not be delivered.", now => [new(now.Stored.Parked)]);
        Gauge("targetalerts.faults", "{fault}", "What \"targetalerts health\" reports, by kind.", now => FaultKinds.Select(kind => One(now.Faults.Count(fault => fault.Key.Split(':')[0] == kind), Kind, kind)));
    }

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string unit, string description, Func<Snapshot, IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge(name, () => _figures.Latest is { } now ? read(now) : [], unit, description);

    // A state that none is in says 0: a rule that counts must not find nothing instead.
    private void Gauge(string name, string unit, string description, string[] states, Func<Snapshot, IReadOnlyDictionary<string, long>> counts) =>
        Gauge(name, unit, description, now => states.Select(state => One(counts(now).GetValueOrDefault(state), State, state)));

    private static IEnumerable<Measurement<double>> LastComplete(Snapshot now) => now.Watches.GroupBy(one => one.Watch.Source)
        .Where(source => source.Any(one => one.Watch.LastCompleteAt is not null))
        .Select(source => One(source.Min(one => one.Watch.LastCompleteAt is { } at ? Seconds(at) : double.MaxValue), Source, source.Key));

    private static IEnumerable<Measurement<double>> Each(Snapshot now, Func<IEnumerable<(Watch Watch, DateTimeOffset? OverdueSince)>, double> figure) =>
        now.Watches.GroupBy(one => one.Watch.Source).Select(source => One(figure(source), Source, source.Key));

    private static Measurement<double> One(double value, string key, string word) => new(value, new KeyValuePair<string, object?>(key, word));

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000d;
}
