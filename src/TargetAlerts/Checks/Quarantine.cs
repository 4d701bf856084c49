using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Checks;

/// <summary>An admin's decision on results that were held back.</summary>
internal sealed class Quarantine(WatchStore watches, CheckCommit commit, LeaseStore leases, ServiceOptions options, TimeProvider time)
{
    /// <summary>Tells what was held back, and marks as withdrawn what was missing: the admin vouches for it.</summary>
    /// <param name="check">The result that was looked at; null: whatever is held.</param>
    public Task<IReadOnlyList<string>> ReleaseAsync(string source, string? target, CancellationToken cancellationToken, string? check = null) =>
        DecideAsync(source, target, check, (watch, fence) => commit.ReleaseAsync(watch, removals: true, fence, cancellationToken), cancellationToken);

    /// <summary>Forgets what was held back; the next check reads everything again.</summary>
    public Task<IReadOnlyList<string>> DiscardAsync(string source, string? target, CancellationToken cancellationToken, string? check = null) =>
        DecideAsync(source, target, check, (watch, fence) => commit.DiscardAsync(watch, fence, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<string>> DecideAsync(string source, string? target, string? check, Func<Watch, long, Task<bool>> decide, CancellationToken cancellationToken)
    {
        // A check that ends meanwhile puts its own result in the place of the one that is held: looked up under the lease.
        await using var lease = await SourceLease.TryTakeAsync(leases, source, options.Schedule.Lease, time, cancellationToken)
            ?? throw new InvalidOperationException($"{source} is being checked; try again when it is done.");
        var held = (await watches.AllAsync(cancellationToken))
            .Where(watch => watch.Source == source && watch.QuarantinedCheck is not null && (target is null || watch.Target == target) && (check is null || watch.QuarantinedCheck == check)).ToList();
        if (held.Count == 0) throw new UsageException($"Nothing of {source}{(target is null ? "" : $" for {target}")} is in quarantine.");
        var decided = new List<string>();
        foreach (var watch in held)
        {
            if (await decide(watch, lease.Fence)) decided.Add(watch.Target);
        }
        return decided;
    }
}
