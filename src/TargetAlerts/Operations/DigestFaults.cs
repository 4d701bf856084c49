using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

/// <summary>Digests that should have been made and were not.</summary>
internal sealed class DigestFaults(AlertStore alerts, DigestStore digests, ServiceOptions options, TimeProvider time)
{
    public async Task<Fault?> FindAsync(CancellationToken cancellationToken)
    {
        var overdue = await OverdueAsync(cancellationToken);
        if (overdue.Count == 0) return null;
        var since = overdue.Min();
        return new("digests", $"{overdue.Count} {(overdue.Count == 1 ? "digest was" : "digests were")} due on {Fault.When(since)} or later and {(overdue.Count == 1 ? "is" : "are")} not made.",
            "See that the service runs (targetalerts run) and read its log; targetalerts digest makes them now and says what goes wrong.", since);
    }

    /// <summary>When each overdue digest was due.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> OverdueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var made = await digests.LastScheduledAsync(cancellationToken);
        var overdue = new List<DateTimeOffset>();
        foreach (var alert in await alerts.ActiveAsync(cancellationToken))
        {
            var then = now - options.Schedule.Patience - options.Telemetry.SendOverdue;
            if (DigestDue.IsMade(alert, made.TryGetValue(alert.Id, out var last) ? last : null, then)) continue;
            // Seldom come so far: the rules of zones and pauses decide, as when it is made.
            if (DigestDue.For(alert, await digests.LastAsync(alert.Id, cancellationToken), then) is { } owed) overdue.Add(owed.ScheduledAt);
        }
        return overdue;
    }
}
