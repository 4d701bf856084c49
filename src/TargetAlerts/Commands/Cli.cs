using System.CommandLine;
using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Commands;

/// <summary>
/// The command line (DESIGN.md section 6). Every command ends 0 (done), 1 (something failed, was refused or was
/// unavailable, said on stderr) or 2 (wrong usage or configuration).
/// </summary>
internal static class Cli
{
    public const int Done = 0, Failed = 1, Misused = 2;

    public static readonly Option<bool> Json = new("--json") { Description = "One JSON document on stdout; logs on stderr.", Recursive = true };

    private static readonly Option<string?> Config = new("--config") { Description = "Folder of targetalerts.json and targets/.", HelpName = "DIR", Recursive = true };

    private static readonly Option<string[]> Set = new("--set") { Description = "A setting for this call, such as --set Mail:Host=localhost.", HelpName = "KEY=VALUE", Recursive = true, Arity = ArgumentArity.OneOrMore };

    // What "run" may take to stop, and a little (MAIL-AND-SAFETY.md section 7); left alone, the library ends the process after two seconds.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(58);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("TargetAlerts: what is new, changed or withdrawn about a drug target, by mail.")
        {
            Json, Config, Set,
            RunCommand.Create(), CheckCommand.Create(), DigestCommand.Create(), DeliverCommand.Create(), PreviewCommand.Create(), AlertsCommand.Create(),
            TargetsCommand.Create(), SourcesCommand.Create(), MailCommand.Create(), StorageCommand.Create(), SubscribersCommand.Create(), AdminCommand.Create(), HealthCommand.Create(), DoctorCommand.Create(),
        };
        root.SetAction(RunCommand.StartAsync);
        // "@word" is a word to look for, not a file of further arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Output.Fault(error.Message);
            return Misused;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopWithin });
    }

    /// <summary>An action with the service put together for one call.</summary>
    public static void Act(this Command command, Func<ParseResult, IServiceProvider, Output, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellationToken) => GuardAsync(() => ComposeAsync(parsed, action, cancellationToken)));

    public static async Task<int> ComposeAsync(ParseResult parsed, Func<ParseResult, IServiceProvider, Output, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        var (options, targets) = ReadSettings(parsed);
        await using var services = await ComposeAsync(options, targets, cancellationToken);
        return await action(parsed, services, new Output(parsed.GetValue(Json)), cancellationToken);
    }

    /// <summary>The service put together for one call.</summary>
    public static async Task<ServiceProvider> ComposeAsync(ServiceOptions options, TargetCatalog targets, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddLogs(options, LogLevel.Warning, toError: true));
        await services.AddTargetAlertsAsync(options, targets, TimeProvider.System, cancellationToken);
        return services.BuildServiceProvider();
    }

    /// <summary>Turns what goes wrong into one clear line and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        // SQLite works synchronously: without this a stop that comes early finds no task to wait for, and ends the process.
        await Task.Yield();
        try
        {
            return await action();
        }
        catch (UsageException error)
        {
            Output.Fault(error.Message);
            return Misused;
        }
        catch (StorageTroubleException trouble)
        {
            Output.Fault($"Nothing can be stored: {trouble.Message}. Free space on the volume of the database, or make it writable.");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            Output.Fault("Stopped.");
            return Failed;
        }
        catch (Exception error)
        {
            Output.Fault(error.Message);
            return Failed;
        }
    }

    /// <exception cref="UsageException">Names what to mend.</exception>
    public static (ServiceOptions Options, TargetCatalog Targets) ReadSettings(ParseResult parsed)
    {
        var folder = Folder(parsed);
        var overrides = new Dictionary<string, string?>();
        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new UsageException($"--set {pair}: must be KEY=VALUE.");
            overrides[pair[..equals].Replace("__", ":", StringComparison.Ordinal)] = pair[(equals + 1)..];
        }
        var options = SettingsReader.Read(folder, overrides);
        // The configuration may be read-only, as in a container; what "targets add" wrote beside the data is read after it.
        return (options, TargetCatalog.Read(Path.Combine(folder, "targets"), Path.Combine(options.DataDirectory, "targets")));
    }

    /// <summary>Of the configuration.</summary>
    public static string Folder(ParseResult parsed) => SettingsReader.Folder(parsed.GetValue(Config));

    public static Option<string[]> Many(string name, string description, string? help = null) =>
        new(name) { Description = description, HelpName = help, Arity = ArgumentArity.OneOrMore };
}
