using System.CommandLine;
using TargetAlerts.Delivery;

namespace TargetAlerts.Commands;

/// <summary>deliver: sends what is ready; a paused relay is tried at once.</summary>
internal static class DeliverCommand
{
    public static Command Create()
    {
        var command = new Command("deliver", "Send what is ready.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var held = await services.GetRequiredService<SendingHold>().ReadAsync(cancellationToken);
            var report = await services.GetRequiredService<Outbox>().DeliverAsync(new DeliverOptions(Probe: true), cancellationToken);
            output.Write(report, [$"Sent {report.Sent}, failed {report.Failed}, unknown {report.Unknown}, waiting {report.Waiting}."]);
            if (held is not null)
            {
                Output.Fault(SendingHold.Words(held));
                return Cli.Failed;
            }
            if (report.Failed + report.Unknown == 0) return Cli.Done;
            Output.Fault($"{report.Failed} failed, {report.Unknown} of unknown outcome.");
            return Cli.Failed;
        });
        return command;
    }
}
