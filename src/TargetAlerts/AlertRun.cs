using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Digests;
using TargetAlerts.Operations;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts;

/// <summary>
/// The whole path: Schedule → Fetch → Diff → Digest → Deliver. A scheduled job or a command calls one of its steps;
/// each asks what is due, so that coming twice, late or after a crash is harmless.
/// </summary>
internal sealed partial class AlertRun(Timetable timetable, SourceRun check, DigestRound digests, FirstMails firstMails, Outbox outbox, ReturnRound returns, SignUps signUps, Erasure erasures, Retention retention, DrugRefresh drugs, ScheduleSign schedule, OperatorReports reports, SourceRegistry sources, StorageRoom room, ILogger<AlertRun> logger)
{
    /// <summary>All of it once, in order.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var span = Traces.Start("run");
        foreach (var source in sources.All) await CheckAsync(source, cancellationToken);
        await DigestAsync(cancellationToken);
        await DeliverAsync(cancellationToken);
    }

    /// <summary>Fetch and Diff: the due watches of a source, unless another process is at it.</summary>
    public Task<IReadOnlyList<CheckReport>> CheckAsync(ITargetSource source, CancellationToken cancellationToken) => room.TryAsync<IReadOnlyList<CheckReport>>(async () =>
    {
        // Another node may have brought them.
        await drugs.LoadAsync(cancellationToken);
        var due = await timetable.DueAsync(source, cancellationToken);
        if (due.Count == 0) return [];
        using var span = Traces.Start("schedule", ("source", source.Description.Name.Value), ("watches", due.Count));
        var reports = await check.TryRunAsync(source, due, full: false, progress: null, cancellationToken) ?? [];
        foreach (var report in reports)
        {
            if (report.Outcome is CheckOutcome.Complete or CheckOutcome.Baseline) Log.Checked(logger, report.Source, report.Target, report.Outcome, report.Seen, report.Added, report.Updated, report.Withdrawn);
            else Log.NotChecked(logger, report.Source, report.Target, report.Outcome, report.Reason);
        }
        return reports;
    }, [], cancellationToken);

    /// <summary>Digest: those that are due.</summary>
    public Task<IReadOnlyList<DigestReport>> DigestAsync(CancellationToken cancellationToken) => room.TryAsync<IReadOnlyList<DigestReport>>(async () =>
    {
        await firstMails.WriteDueAsync(cancellationToken);
        var made = await digests.MakeDueAsync(cancellationToken);
        foreach (var digest in made) Log.Made(logger, digest.Alert, digest.Items, digest.State);
        return made;
    }, [], cancellationToken);

    /// <summary>Deliver: what is ready.</summary>
    public Task<DeliveryReport?> DeliverAsync(CancellationToken cancellationToken) => room.TryAsync<DeliveryReport?>(async () => await outbox.DeliverAsync(new(), cancellationToken), null, cancellationToken);

    /// <summary>Bounces and complaints: what came back of it.</summary>
    public Task<ReturnReport?> ReadReturnsAsync(CancellationToken cancellationToken) => room.TryAsync<ReturnReport?>(async () => await returns.ReadAsync(cancellationToken), null, cancellationToken);

    /// <summary>What has to be forgotten, sent or asked anew in time.</summary>
    public Task MaintainAsync(CancellationToken cancellationToken) => room.TryAsync(async () =>
    {
        await signUps.ForgetUnconfirmedAsync(cancellationToken);
        await signUps.SendWithheldAsync(cancellationToken);
        await erasures.FinishAsync(cancellationToken);
        await retention.RunAsync(cancellationToken);
        await drugs.RunAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>Whether all is well, for whoever runs this.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => room.TryAsync(async () =>
    {
        await schedule.GiveAsync(cancellationToken);
        await reports.LookAsync(cancellationToken);
    }, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Checked {Source} for {Target}: {Outcome}, seen {Seen}, added {Added}, updated {Updated}, withdrawn {Withdrawn}.")]
        public static partial void Checked(ILogger logger, string source, string target, CheckOutcome outcome, int seen, int added, int updated, int withdrawn);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} for {Target} is {Outcome}: {Reason}.")]
        public static partial void NotChecked(ILogger logger, string source, string target, CheckOutcome outcome, string? reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Made a digest of alert {Alert}: {Items} items, {State}.")]
        public static partial void Made(ILogger logger, string alert, int items, string state);
    }
}
