using System.Data.Common;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

/// <summary>What the metrics tell, read at one instant.</summary>
internal sealed record Snapshot(
    DateTimeOffset At, StoredFigures Stored, IReadOnlyList<(Watch Watch, DateTimeOffset? OverdueSince)> Watches, int OverdueDigests,
    RelayState Relay, DateTimeOffset? ScheduleSeen, IReadOnlyList<Fault> Faults);

/// <summary>The last snapshot. It is taken anew when somebody is about to look at it.</summary>
internal sealed class Figures(FigureStore store, CheckFaults checks, DigestFaults digests, RelayHealth relay, ScheduleSign schedule, Faults faults, TimeProvider time)
{
    /// <summary>Null while the database does not answer: nothing is told rather than something old.</summary>
    public Snapshot? Latest { get; private set; }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            Latest = new(time.GetUtcNow(), await store.ReadAsync(cancellationToken), await checks.WatchesAsync(cancellationToken), (await digests.OverdueAsync(cancellationToken)).Count,
                (await relay.ReadAsync(cancellationToken)).State, await schedule.LastAsync(cancellationToken), await faults.FindAsync(cancellationToken));
        }
        catch (DbException)
        {
            Latest = null;
        }
    }
}
