using System.CommandLine;
using TargetAlerts.Checks;
using TargetAlerts.Scheduling;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>sources: their health, a live test, and the decision on results held back.</summary>
internal static class SourcesCommand
{
    public static Command Create() => new("sources", "The public sources.")
    {
        List(), Test(),
        Decide("release", "Tell what was held back in quarantine.", "released", (quarantine, source, target, cancellationToken) => quarantine.ReleaseAsync(source, target, cancellationToken)),
        Decide("discard", "Forget what was held back in quarantine; the next check reads everything again.", "discarded", (quarantine, source, target, cancellationToken) => quarantine.DiscardAsync(source, target, cancellationToken)),
    };

    private static Command List()
    {
        var command = new Command("list", "State, cursor, last success, failures, next check.");
        command.Act(async (_, services, output, cancellationToken) =>
        {
            var registry = services.GetRequiredService<SourceRegistry>();
            var timetable = services.GetRequiredService<Timetable>();
            var watches = (await services.GetRequiredService<WatchStore>().AllAsync(cancellationToken)).ToLookup(watch => watch.Source);
            var rows = new List<SourceRow>();
            foreach (var source in registry.Registered)
            {
                var name = source.Description.Name.Value;
                var own = watches[name].ToList();
                var next = own.Count == 0 ? (DateTimeOffset?)null : (await Task.WhenAll(own.Select(watch => timetable.NextAsync(source, watch, cancellationToken)))).Min();
                var worst = own.OrderByDescending(watch => watch.State).FirstOrDefault();
                rows.Add(new(name, registry.All.Contains(source), (worst?.State ?? WatchState.New).ToString().ToLowerInvariant(), own.Min(watch => watch.LastCompleteAt),
                    own.Sum(watch => watch.Failures), next, worst?.Reason, own.ToDictionary(watch => watch.Target, watch => watch.Cursor is { Length: > 60 } cursor ? cursor[..60] + "…" : watch.Cursor), source.Description.Removal.ToString()));
            }
            output.Write(new { sources = rows }, rows.Select(row =>
                $"{row.Name,-16} {(row.Enabled ? row.State : "disabled"),-12} last success {row.LastSuccess?.ToString("u") ?? "never"}, failures {row.Failures}, next {row.NextCheck?.ToString("u") ?? "at once"}{(row.Reason is null ? "" : $" – {row.Reason}")}"));
            return Cli.Done;
        });
        return command;
    }

    private sealed record SourceRow(string Name, bool Enabled, string State, DateTimeOffset? LastSuccess, int Failures, DateTimeOffset? NextCheck, string? Reason, IReadOnlyDictionary<string, string?> Cursors, string Removal);

    private static Command Test()
    {
        var name = new Argument<string?>("source") { Description = "Only this source.", Arity = ArgumentArity.ZeroOrOne };
        var target = new Option<string?>("--target") { Description = "Ask for this target (default: the first).", HelpName = "T" };
        var show = new Option<bool>("--show-query") { Description = "Show the query; ask nothing." };
        var command = new Command("test", "One small live request to each source.") { name, target, show };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var registry = services.GetRequiredService<SourceRegistry>();
            var targets = services.GetRequiredService<TargetCatalog>();
            var asked = parsed.GetValue(name) is { } one ? [registry.Find(one)] : registry.All;
            var about = parsed.GetValue(target) is { } symbol ? targets.Get(symbol) : targets.All.FirstOrDefault() ?? throw new Settings.UsageException("There is no target in config/targets.");
            var rows = new List<TestRow>();
            foreach (var source in asked)
            {
                rows.Add(parsed.GetValue(show)
                    ? new(source.Description.Name.Value, true, $"{source.Query(about)} · {source.Description.Removal}")
                    : await TryAsync(source, about, cancellationToken));
            }
            output.Write(new { sources = rows }, rows.Select(row => $"{row.Name,-16} {(row.Ok ? "" : "unavailable: ")}{row.Said}"));
            foreach (var row in rows.Where(row => !row.Ok)) Output.Fault($"{row.Name}: {row.Said}");
            return rows.All(row => row.Ok) ? Cli.Done : Cli.Failed;
        });
        return command;
    }

    internal sealed record TestRow(string Name, bool Ok, string Said);

    public static async Task<TestRow> TryAsync(ITargetSource source, DrugTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return new(source.Description.Name.Value, true, await source.TestAsync(target, cancellationToken));
        }
        catch (SourceUnavailableException error)
        {
            return new(source.Description.Name.Value, false, error.Message);
        }
    }

    private static Command Decide(string verb, string description, string done, Func<Quarantine, string, string?, CancellationToken, Task<IReadOnlyList<string>>> decide)
    {
        var name = new Argument<string>("source") { Description = "The source." };
        var target = new Option<string?>("--target") { Description = "Only this target.", HelpName = "T" };
        var command = new Command(verb, description) { name, target };
        command.Act(async (parsed, services, output, cancellationToken) =>
        {
            var source = services.GetRequiredService<SourceRegistry>().Find(parsed.GetValue(name)!).Description.Name.Value;
            var symbol = parsed.GetValue(target) is { } text ? services.GetRequiredService<TargetCatalog>().Get(text).Symbol : null;
            var decided = await decide(services.GetRequiredService<Quarantine>(), source, symbol, cancellationToken);
            output.Write(new { source, targets = decided, state = done }, [$"{source}: {done} for {string.Join(", ", decided)}."]);
            return Cli.Done;
        });
        return command;
    }
}
