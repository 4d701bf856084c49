using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Checks;

/// <summary>One watch that is to be checked now.</summary>
/// <param name="Scheduled">The instant it was due; null for a check by hand.</param>
internal sealed record DueWatch(DrugTarget Target, DateTimeOffset? Scheduled);

/// <summary>Goes through the due watches of one source, in order, as the only asker of that source anywhere.</summary>
internal sealed class SourceRun(WatchCheck check, LeaseStore leases, ServiceOptions options, TimeProvider time)
{
    /// <summary>The reports; null while another process asks this source.</summary>
    public async Task<IReadOnlyList<CheckReport>?> TryRunAsync(ITargetSource source, IReadOnlyList<DueWatch> due, bool full, IProgress<CheckProgress>? progress, CancellationToken cancellationToken)
    {
        var reports = new List<CheckReport>();
        try
        {
            return await CheckAllAsync(source, due, full, reports, progress, cancellationToken) ? reports : null;
        }
        catch (StorageTroubleException trouble)
        {
            // Not even begun: nothing was asked of the source.
            return [.. reports, .. due.ExceptBy(reports.Select(report => report.Target), watch => watch.Target.Symbol).Select(watch => new CheckReport(watch.Target.Symbol, source.Description.Name.Value, CheckOutcome.Unavailable, 0, 0, 0, 0, trouble.Message))];
        }
    }

    private async Task<bool> CheckAllAsync(ITargetSource source, IReadOnlyList<DueWatch> due, bool full, List<CheckReport> reports, IProgress<CheckProgress>? progress, CancellationToken cancellationToken)
    {
        await using var lease = await SourceLease.TryTakeAsync(leases, source.Description.Name.Value, options.Schedule.Lease, time, cancellationToken);
        if (lease is null) return false;
        // One reading of the gate for all targets, and only when a watch is really checked.
        var gate = new Lazy<Task<string?>>(() => source.ReadGateAsync(cancellationToken));
        foreach (var (target, scheduled) in due)
        {
            var order = new CheckOrder(target, source, full, scheduled);
            using var span = Traces.Start("check", ("source", source.Description.Name.Value), ("target", target.Symbol));
            if (await check.RunAsync(order, () => gate.Value, lease, progress, cancellationToken) is not { } report) continue;
            span?.SetTag("targetalerts.outcome", report.Outcome.ToString().ToLowerInvariant());
            if (report.Outcome == CheckOutcome.Unavailable) span.Fail(report.Reason);
            reports.Add(report);
        }
        return true;
    }

    /// <summary>Waits for the source where another process asks it: a check by hand is not refused.</summary>
    public async Task<IReadOnlyList<CheckReport>> RunAsync(ITargetSource source, IReadOnlyList<DueWatch> due, bool full, IProgress<CheckProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryRunAsync(source, due, full, progress, cancellationToken) is { } reports) return reports;
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
        }
    }
}
