using System.CommandLine;
using Npgsql;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;

namespace TargetAlerts.Commands;

/// <summary>storage copy: the whole database into another, of either kind.</summary>
internal static class StorageCopyCommand
{
    public static Command Create()
    {
        var provider = new Option<StorageProvider>("--to-provider") { Description = "postgres or sqlite.", Required = true };
        var to = new Option<string?>("--to") { Description = "As Storage:ConnectionString: \"Host=…;Database=…;Username=…;Password=…\", or a file.", HelpName = "TEXT" };
        var toFile = new Option<string?>("--to-file") { Description = "A file that holds it, so that no password stands in the command.", HelpName = "FILE" };
        var command = new Command("copy", "Copy the database into another, empty one, while no service runs.") { provider, to, toFile };
        command.SetAction((parsed, cancellationToken) => Cli.GuardAsync(async () =>
        {
            var options = Cli.ReadSettings(parsed).Options;
            var target = new StorageOptions { Provider = parsed.GetValue(provider), ConnectionString = parsed.GetValue(toFile) is { } file ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : parsed.GetValue(to) };
            if (string.IsNullOrEmpty(target.ConnectionString)) throw new UsageException("--to or --to-file: say where the copy is to be.");
            Composition.MakeDataDirectory(options);
            using var alone = options.Storage.Provider == StorageProvider.Sqlite ? RunCommand.Alone(options) : null;
            var output = new Output(parsed.GetValue(Cli.Json));
            var copy = new StorageCopy(new Database(Named(options.Storage, options)), new Database(Named(target, options)), TimeProvider.System);
            var report = await copy.RunAsync(target.Provider.ToString(), line => { if (!output.Json) Console.Out.WriteLine(line); }, cancellationToken);
            output.Write(report, [$"{report.Tables.Sum(table => table.Rows):N0} rows in {report.Tables.Count} tables, compared by number and checksum. The former database sends no more.",
                $"Now set Storage:Provider={target.Provider.ToString().ToLowerInvariant()} and Storage:ConnectionString to the copy, and start the service{(report.Held ? "; sending is held as it was: targetalerts mail release" : "")}."]);
            return Cli.Done;
        }));
        return command;
    }

    // Under a name of its own its sessions are told from those of a node.
    private static Dialect Named(StorageOptions storage, ServiceOptions options)
    {
        var connection = storage.Provider == StorageProvider.Postgres ? new NpgsqlConnectionStringBuilder(storage.ConnectionString) { ApplicationName = "targetalerts storage copy" }.ConnectionString : storage.ConnectionString;
        return Dialect.For(new ServiceOptions { DataDirectory = options.DataDirectory, Storage = new() { Provider = storage.Provider, ConnectionString = connection } });
    }
}
