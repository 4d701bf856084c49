using System.CommandLine;
using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>check: now, in the foreground.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var target = Cli.Many("--target", "Only this target; may be repeated.", "T");
        var source = Cli.Many("--source", "Only this source; may be repeated.", "S");
        var full = new Option<bool>("--full") { Description = "Read everything again, whatever gates and cursors say." };
        var command = new Command("check", "Check sources now, in the foreground.") { target, source, full };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var targets = services.GetRequiredService<TargetCatalog>();
            var sources = services.GetRequiredService<SourceRegistry>();
            List<DueWatch> due = [.. (parsed.GetValue(target) is { Length: > 0 } named ? named.Select(targets.Get).Distinct() : targets.All).Select(one => new DueWatch(one, null))];
            if (due.Count == 0) throw new UsageException("Nothing is followed: there is no target in the folder targets of the configuration.");
            List<ITargetSource> asked = [.. parsed.GetValue(source) is { Length: > 0 } some ? some.Select(sources.Find).Distinct() : sources.All];
            var run = services.GetRequiredService<SourceRun>();
            var reports = (await output.WithProgressAsync(progress => Task.WhenAll(asked.Select(one => run.RunAsync(one, due, parsed.GetValue(full), progress, cancellationToken)))))
                .SelectMany(one => one).ToList();
            output.Write(new { watches = reports }, reports.Select(Line));
            foreach (var failed in reports.Where(Failed)) Output.Fault($"{failed.Source} for {failed.Target}: {failed.Outcome.ToString().ToLowerInvariant()}: {failed.Reason}");
            return reports.Any(Failed) ? Cli.Failed : Cli.Done;
        });
        return command;
    }

    private static bool Failed(CheckReport report) => report.Outcome is CheckOutcome.Unavailable or CheckOutcome.Quarantined;

    private static string Line(CheckReport report) =>
        $"{report.Source,-16} {report.Target,-10} {report.Outcome.ToString().ToLowerInvariant(),-12} seen {report.Seen}, added {report.Added}, updated {report.Updated}, withdrawn {report.Withdrawn}";
}
