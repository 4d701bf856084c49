using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Checks;

/// <summary>An admin's decision on results that were held back.</summary>
internal sealed class Quarantine(WatchStore watches, CheckCommit commit, LeaseStore leases, ServiceOptions options, TimeProvider time)
{
    /// <summary>Tells what was held back, and marks as withdrawn what was missing: the admin vouches for it.</summary>
    public Task<IReadOnlyList<string>> ReleaseAsync(string source, string? target, CancellationToken cancellationToken) =>
        DecideAsync(source, target, (watch, fence) => commit.ReleaseAsync(watch, removals: true, fence, cancellationToken), cancellationToken);

    /// <summary>Forgets what was held back; the next check reads everything again.</summary>
    public Task<IReadOnlyList<string>> DiscardAsync(string source, string? target, CancellationToken cancellationToken) =>
        DecideAsync(source, target, (watch, fence) => commit.DiscardAsync(watch, fence, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<string>> DecideAsync(string source, string? target, Func<Watch, long, Task<bool>> decide, CancellationToken cancellationToken)
    {
        var held = (await watches.AllAsync(cancellationToken))
            .Where(watch => watch.Source == source && watch.QuarantinedCheck is not null && (target is null || watch.Target == target)).ToList();
        if (held.Count == 0) throw new UsageException($"Nothing of {source}{(target is null ? "" : $" for {target}")} is in quarantine.");
        await using var lease = await SourceLease.TryTakeAsync(leases, source, options.Schedule.Lease, time, cancellationToken)
            ?? throw new InvalidOperationException($"{source} is being checked; try again when it is done.");
        var decided = new List<string>();
        foreach (var watch in held)
        {
            if (await decide(watch, lease.Fence)) decided.Add(watch.Target);
        }
        return decided;
    }
}
