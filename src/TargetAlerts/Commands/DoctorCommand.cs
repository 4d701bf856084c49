using System.CommandLine;
using System.Data.Common;
using TargetAlerts.Operations.Examinations;

namespace TargetAlerts.Commands;

/// <summary>doctor: one line each on configuration, storage, disk, relay, the service's life and the sources, with the remedy.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Configuration, storage, disk, relay, schedule, sources, clock: one line each, with the remedy.");
        command.SetAction((parsed, cancellationToken) => Cli.GuardAsync(async () =>
        {
            var findings = await ExamineAsync(parsed, cancellationToken);
            new Output(parsed.GetValue(Cli.Json)).Write(new { findings }, findings.Select(finding => $"{(finding.Well ? "✓" : "×")} {finding.Part,-16} {finding.Line}"));
            string[] ill = [.. findings.Where(finding => !finding.Well).Select(finding => finding.Part)];
            if (ill.Length == 0) return Cli.Done;
            Output.Fault($"not well: {string.Join(", ", ill)}");
            return Cli.Failed;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (options, targets) = Cli.ReadSettings(parsed);
        try
        {
            await using var services = await Cli.ComposeAsync(options, targets, cancellationToken);
            var findings = new List<Finding>();
            foreach (var examination in services.GetServices<IExamination>()) findings.AddRange(await examination.LookAsync(cancellationToken));
            return findings;
        }
        // Without its database nothing of the service can be put together; what the database is ill of can be said.
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            return [StorageExamination.Lost(options, error)];
        }
    }
}
