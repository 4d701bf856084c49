using System.CommandLine;
using TargetAlerts.Operations;

namespace TargetAlerts.Commands;

/// <summary>health: the exit code a container asks for. Fails when checks or sends are overdue.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var command = new Command("health", "Exit code 0 while all is well.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var report = HealthReport.Of(await services.GetRequiredService<Faults>().FindAsync(cancellationToken));
            output.Write(report, report.Healthy ? ["healthy"] : []);
            foreach (var fault in report.Faults) Output.Fault($"{fault.Said} {fault.Remedy}");
            return report.Healthy ? Cli.Done : Cli.Failed;
        });
        return command;
    }
}
