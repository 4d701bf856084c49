using TargetAlerts.Changes;
using TargetAlerts.Operations;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Checks;

/// <summary>What is asked of one check.</summary>
/// <param name="Full">Ignores gate and cursor.</param>
/// <param name="Scheduled">The instant it was due; null for a check by hand.</param>
internal sealed record CheckOrder(DrugTarget Target, ITargetSource Source, bool Full, DateTimeOffset? Scheduled);

/// <summary>
/// One check of one watch: Fetch into the staging, judge, commit. It ends complete, unavailable or quarantined, never
/// between: until the commit nothing it found exists for anybody else.
/// </summary>
internal sealed class WatchCheck(WatchStore watches, CheckStore checks, CheckCommit commit, Database database, TimeProvider time)
{
    /// <summary>A doubtful result counts when seen twice, this far apart (DESIGN.md section 4, "Quarantine").</summary>
    public static readonly TimeSpan Confirmation = TimeSpan.FromHours(20);

    public async Task<CheckReport?> RunAsync(CheckOrder order, Func<Task<string?>> readGate, SourceLease lease, IProgress<CheckProgress>? progress, CancellationToken cancellationToken)
    {
        var source = order.Source.Description;
        var watch = await watches.GetAsync(order.Target.Symbol, source.Name.Value, cancellationToken);
        var started = time.GetUtcNow();
        var check = Guid.CreateVersion7(started).ToString("N");
        if (!await checks.BeginAsync(check, watch, order.Scheduled, started, cancellationToken)) return null;

        var tally = new CheckTally();
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            using var fetch = Traces.Start("fetch");
            var plan = CheckPlan.For(watch, order, await readGate(), started);
            var known = new KnownRecords(database, watch.Source, watch.Target, source.FingerprintVersion);
            var staging = new CheckStaging(check, watch, order, plan, known, checks, watches, tally);
            await staging.OpenAsync(working.Token);
            var completed = plan.Unchanged ? plan.Standing : await staging.FetchAsync(progress, working.Token);
            // Counting a million takes longer than many a check; only a listing, and what could not be read, are judged by it.
            if (completed.Listing) tally.Known = await watches.MembersAsync(watch.Target, watch.Source, working.Token);
            await staging.FollowUpAsync(completed.Listing, working.Token);
            if (tally.SetAside > 0) tally.Known = await watches.MembersAsync(watch.Target, watch.Source, working.Token);
            if (tally.Unreadable() is { } unreadable) throw new SourceUnavailableException(unreadable);

            fetch?.SetTag("targetalerts.seen", tally.Seen);
            fetch?.Stop();
            using var diff = Traces.Start("diff");
            var completion = plan.Complete(completed, order.Source.Query(order.Target), source.FingerprintVersion);
            if (!plan.Baseline && tally.Doubt(completed.Listing, plan.NewQuery) is { } doubt)
            {
                return await DoubtAsync(check, watch, completion, tally, doubt, lease, working.Token);
            }
            await commit.CommitAsync(check, watch, completion, tally, lease.Fence, working.Token);
            return Report(watch, plan.Baseline ? CheckOutcome.Baseline : CheckOutcome.Complete, tally, null);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The one broad catch around a source: whatever went wrong, the check does not count.
            var reason = error switch
            {
                SourceUnavailableException or StorageTroubleException => error.Message,
                FormatException => $"an answer is not as documented ({error.Message})",
                LeaseLostException or OperationCanceledException => "another process took over",
                _ => $"unexpected: {error.GetType().Name}: {error.Message}",
            };
            await FailAsync(check, watch, reason, tally.Seen, started, cancellationToken);
            return Report(watch, CheckOutcome.Unavailable, tally, reason) with { Added = 0, Updated = 0, Withdrawn = 0 };
        }
    }

    private async Task FailAsync(string check, Watch watch, string reason, int seen, DateTimeOffset started, CancellationToken cancellationToken)
    {
        try
        {
            await checks.FailAsync(check, watch, reason, seen, started, cancellationToken);
        }
        catch (StorageTroubleException)
        {
            // Its row says nothing then; the report does, and the next check clears what this one staged.
        }
    }

    // A second equal result a day later confirms the first, but for what it says is missing.
    private async Task<CheckReport> DoubtAsync(string check, Watch watch, Completion completion, CheckTally tally, string doubt, SourceLease lease, CancellationToken cancellationToken)
    {
        completion = completion with { Equal = await commit.EqualAsync(check, cancellationToken) };
        var held = await commit.HeldAsync(watch, cancellationToken);
        if (held?.Equal == completion.Equal && completion.At - held?.At >= Confirmation)
        {
            await commit.CommitAsync(check, watch, completion, tally, lease.Fence, cancellationToken);
            return Report(watch, CheckOutcome.Complete, tally, $"confirmed by a second equal result: {doubt}");
        }
        if (held?.Equal == completion.Equal) completion = completion with { At = held!.At };
        await commit.QuarantineAsync(check, watch, completion, tally, doubt, lease.Fence, cancellationToken);
        return Report(watch, CheckOutcome.Quarantined, tally, doubt);
    }

    private static CheckReport Report(Watch watch, CheckOutcome outcome, CheckTally tally, string? reason) =>
        new(watch.Target, watch.Source, outcome, tally.Seen, tally.Added, tally.Updated, tally.Withdrawn, reason);
}

/// <param name="Total">Null when not known.</param>
internal sealed record CheckProgress(string Target, string Source, int Seen, int? Total);
