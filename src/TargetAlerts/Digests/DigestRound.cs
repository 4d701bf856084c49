using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Operations;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <summary>Goes through the alerts whose digest is due. One that is due waits, for a while, for checks that run for it.</summary>
internal sealed class DigestRound(AlertStore alerts, AlertLife life, DigestStore store, DigestMaker maker, LeaseStore leases, SendingHold hold, SourceRegistry sources, ServiceOptions options, TimeProvider time)
{
    /// <summary>The service's round.</summary>
    public Task<IReadOnlyList<DigestReport>> MakeDueAsync(CancellationToken cancellationToken) => MakeAsync([], now: false, patient: true, cancellationToken);

    /// <param name="only">Alert ids; empty for all.</param>
    /// <param name="now">Closes the running period at once.</param>
    /// <param name="patient">Waits for running checks.</param>
    public async Task<IReadOnlyList<DigestReport>> MakeAsync(IReadOnlyCollection<string> only, bool now, bool patient, CancellationToken cancellationToken)
    {
        // What comes due while sending is held is made when it goes on, as one digest.
        if (await hold.ReadAsync(cancellationToken) is { } held) return patient ? [] : throw new InvalidOperationException(SendingHold.Words(held));
        await life.ResumeDueAsync(cancellationToken);
        var reports = new List<DigestReport>();
        // Of thousands of alerts few are due at one time: one question for all of them, the rest for those.
        var made = await store.LastScheduledAsync(cancellationToken);
        foreach (var alert in (await alerts.ActiveAsync(cancellationToken)).Where(alert => only.Count == 0 || only.Contains(alert.Id)))
        {
            var before = made.TryGetValue(alert.Id, out var at) ? at : (DateTimeOffset?)null;
            if (!now && DigestDue.IsMade(alert, before, time.GetUtcNow())) continue;
            var last = before is null ? null : await store.LastAsync(alert.Id, cancellationToken);
            var due = now ? await NowAsync(alert, last, cancellationToken) : DigestDue.For(alert, last, time.GetUtcNow());
            if (due is null || (patient && await IsWaitingAsync(alert, due, cancellationToken))) continue;
            using var span = Traces.Start("digest", ("alert", alert.Id));
            if (await maker.MakeAsync(alert, due, cancellationToken) is { } report) reports.Add(report);
        }
        return reports;
    }

    private async Task<DigestDue> NowAsync(Alert alert, MadeDigest? last, CancellationToken cancellationToken)
    {
        var due = DigestDue.Now(alert, last, sequence: 1, time.GetUtcNow());
        return due with { Sequence = await store.NextSequenceAsync(alert.Id, due.ScheduledAt, cancellationToken) };
    }

    private async Task<bool> IsWaitingAsync(Alert alert, DigestDue due, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - due.ScheduledAt >= options.Schedule.Patience) return false;
        var held = await leases.HeldAsync(cancellationToken);
        return sources.All.Any(source => AlertWords.Reads(alert, source.Description.Name) && held.Contains(SourceLease.NameOf(source.Description.Name.Value)));
    }
}
