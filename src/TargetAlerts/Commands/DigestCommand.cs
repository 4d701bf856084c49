using System.CommandLine;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Commands;

/// <summary>digest: makes the digests that are due, or closes the running period.</summary>
internal static class DigestCommand
{
    public static Command Create()
    {
        var alert = Cli.Many("--alert", "Only this alert; may be repeated.", "ID");
        var now = new Option<bool>("--now") { Description = "Close the running period at once." };
        var command = new Command("digest", "Make the digests that are due.") { alert, now };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var only = parsed.GetValue(alert) ?? [];
            foreach (var id in only)
            {
                if (await services.GetRequiredService<AlertStore>().FindAsync(id, cancellationToken) is null) throw new UsageException($"Unknown alert \"{id}\".");
            }
            var reports = await services.GetRequiredService<DigestRound>().MakeAsync(only, parsed.GetValue(now), patient: false, cancellationToken);
            output.Write(new { digests = reports }, reports.Count == 0 ? ["No digest is due."] : reports.Select(Line));
            return Cli.Done;
        });
        return command;
    }

    private static string Line(DigestReport report) => report.Number is { } number
        ? $"Alert {report.Alert}: No. {number}, {Phrases.Count(report.Items, "item")}, {report.State}."
        : $"Alert {report.Alert}: nothing new, {report.State}.";
}
