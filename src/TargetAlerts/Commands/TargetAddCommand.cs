using System.CommandLine;
using TargetAlerts.Settings;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>targets add: stores a profile, or asks the services anew for one.</summary>
internal static class TargetAddCommand
{
    public static Command Create()
    {
        var text = new Argument<string>("text") { Description = "As for resolve; with --refresh a target that is followed." };
        var pick = new Option<string?>("--pick") { Description = "The candidate that is meant, by its id as resolve shows it.", HelpName = "ID" };
        var symbol = new Option<string?>("--symbol") { Description = "The short name shown and typed; the gene's symbol by default.", HelpName = "NAME" };
        var refresh = new Option<bool>("--refresh") { Description = "Ask the services anew; what an upstream moved is told and left as it is." };
        var accept = new Option<bool>("--accept") { Description = "With --refresh: take over what an upstream moved." };
        var command = new Command("add", "Resolve a text and store the target's profile.") { text, pick, symbol, refresh, accept };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var desk = services.GetRequiredService<TargetDesk>();
            if (!parsed.GetValue(refresh))
            {
                if (parsed.GetValue(accept)) throw new UsageException("--accept belongs to --refresh.");
                return Added(await desk.AddAsync(parsed.GetValue(text)!, parsed.GetValue(pick), parsed.GetValue(symbol), cancellationToken), parsed.GetValue(pick), output);
            }
            if (parsed.GetValue(pick) is not null || parsed.GetValue(symbol) is not null) throw new UsageException("--pick and --symbol belong to adding a target, not to --refresh.");
            return Refreshed(await desk.RefreshAsync(parsed.GetValue(text)!, parsed.GetValue(accept), cancellationToken), output);
        });
        return command;
    }

    private static int Added(AddReport report, string? pick, Output output)
    {
        if (report is { State: AddState.Unknown or AddState.Ambiguous, Resolution: { } resolution })
        {
            output.Write(report, ResolveCommand.Lines(resolution));
            if (report.State == AddState.Unknown) return ResolveCommand.End(resolution);
            foreach (var one in resolution.Unavailable) Output.Fault($"{one.Service} could not be asked: {one.Reason}");
            Output.Fault(pick is null ? $"\"{resolution.Text}\" does not name one target beyond doubt; nothing was added. Say which with --pick ID." : $"--pick {pick}: is none of the candidates of \"{resolution.Text}\", or more than one; nothing was added.");
            return Cli.Failed;
        }
        var profile = report.Profile!;
        output.Write(report, [$"{profile.Symbol}: {profile.Name} is written to {report.File}.", .. TargetsCommand.Lines(profile), "A running service follows it after a restart; the first check of each source is stored silently."]);
        foreach (var warning in report.Warnings) Output.Fault($"Note: {warning}");
        return Cli.Done;
    }

    private static int Refreshed(AddReport report, Output output)
    {
        output.Write(report, report.State == AddState.Unchanged ? [$"{report.Target}: nothing is new."] : [.. report.Changes.Select(change => $"{report.Target}: {change}"), $"Written to {report.File}; the profile before is kept as {report.File}.old. A running service uses it after a restart."]);
        foreach (var warning in report.Warnings) Output.Fault($"{report.Target}: {warning}");
        return report.Moved ? Cli.Failed : Cli.Done;
    }
}
