using System.CommandLine;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Storage;

namespace TargetAlerts.Commands;

/// <summary>health: the exit code a container asks for. Fails when checks or sends are overdue.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Overdue = TimeSpan.FromDays(8);

    public static Command Create()
    {
        var command = new Command("health", "Exit code 0 while all is well.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var faults = new List<string>();
            foreach (var watch in await services.GetRequiredService<WatchStore>().AllAsync(cancellationToken))
            {
                if (watch.State == WatchState.Quarantined) faults.Add($"{watch.Source} for {watch.Target} is held back: {watch.Reason}");
                else if (now - (watch.LastCompleteAt ?? watch.FailingSince) > Overdue) faults.Add($"{watch.Source} for {watch.Target} has not been read to the end for over {Overdue.Days} days: {watch.Reason}");
            }
            var relay = await services.GetRequiredService<RelayHealth>().ReadAsync(cancellationToken);
            if (relay.State == RelayState.Stopped) faults.Add($"sending has stopped: {relay.Reason}");
            output.Write(new { healthy = faults.Count == 0, faults }, faults.Count == 0 ? ["healthy"] : []);
            foreach (var fault in faults) Output.Fault(fault);
            return faults.Count == 0 ? Cli.Done : Cli.Failed;
        });
        return command;
    }
}
