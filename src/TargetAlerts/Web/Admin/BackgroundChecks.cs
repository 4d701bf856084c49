using System.Collections.Concurrent;
using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Web.Admin;

/// <summary>Checks that an admin asked for, run beside the pages. The source's lease keeps out any other asker, here and on other nodes.</summary>
internal sealed partial class BackgroundChecks(SourceRun run, TargetCatalog targets, LeaseStore leases, AuditStore audit, IHostApplicationLifetime life, ILogger<BackgroundChecks> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> _running = new();

    /// <summary>True where somebody asks the source now: a job, a command or a page.</summary>
    public Task<bool> IsRunningAsync(string source, CancellationToken cancellationToken) =>
        _running.ContainsKey(source) ? Task.FromResult(true) : leases.IsHeldAsync(SourceLease.NameOf(source), cancellationToken);

    /// <summary>Begins a check of all targets and returns at once. False: one is running.</summary>
    public async Task<bool> BeginAsync(ITargetSource source, string actor, CancellationToken cancellationToken)
    {
        var name = source.Description.Name.Value;
        if (await leases.IsHeldAsync(SourceLease.NameOf(name), cancellationToken)) return false;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_running.TryAdd(name, done.Task)) return false;
        _ = Task.Run(async () =>
        {
            try
            {
                await audit.AddAsync(actor, "check", name, null, life.ApplicationStopping);
                await RunAsync(source, name);
            }
            finally
            {
                _running.TryRemove(name, out _);
                done.SetResult();
            }
        }, CancellationToken.None);
        return true;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_running.Values);

    private async Task RunAsync(ITargetSource source, string name)
    {
        try
        {
            List<DueWatch> due = [.. targets.All.Select(target => new DueWatch(target, null))];
            foreach (var report in await run.TryRunAsync(source, due, full: false, progress: null, life.ApplicationStopping) ?? []) Log.Checked(logger, name, report.Target, report.Outcome);
        }
        catch (OperationCanceledException)
        {
            // The service stops; what was not committed is read again.
        }
        catch (System.Data.Common.DbException error)
        {
            // Nobody waits for this task: said here or nowhere.
            Log.Failed(logger, name, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Checked {Source} for {Target} by hand: {Outcome}.")]
        public static partial void Checked(ILogger logger, string source, string target, CheckOutcome outcome);

        [LoggerMessage(Level = LogLevel.Error, Message = "The check of {Source} by hand failed.")]
        public static partial void Failed(ILogger logger, string source, Exception error);
    }
}
