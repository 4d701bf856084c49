using System.CommandLine;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>targets remove: follows a target no longer; what is stored of it stays.</summary>
internal static class TargetRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("target") { Description = "Symbol, gene, identifier or unambiguous name." };
        var force = new Option<bool>("--force") { Description = "Although alerts name it." };
        var command = new Command("remove", "Follow a target no longer; its stored records stay.") { name, force };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var report = await services.GetRequiredService<TargetDesk>().RemoveAsync(parsed.GetValue(name)!, parsed.GetValue(force), cancellationToken);
            output.Write(report, report.Kept is null ? [] : Lines(report));
            if (report.Kept is not null) return Cli.Done;
            Output.Fault($"{report.Target} is named by {report.Alerts.Count} alert(s): {string.Join(", ", report.Alerts)}. Nothing was removed. End or edit them first (alerts remove, alerts edit), or say --force.");
            return Cli.Failed;
        });
        return command;
    }

    private static IEnumerable<string> Lines(RemoveReport report)
    {
        yield return $"{report.Target} is followed no longer; its profile is kept as {report.Kept}.";
        yield return $"Its {report.Records} stored record(s) stay. A running service goes on with it until it is restarted.";
        if (report.Alerts.Count > 0) yield return $"{report.Alerts.Count} alert(s) still name it and will get nothing of it: {string.Join(", ", report.Alerts)}.";
    }
}
