using System.CommandLine;
using System.Globalization;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;

namespace TargetAlerts.Commands;

/// <summary>storage: the care of the database.</summary>
internal static class StorageCommand
{
    public static Command Create() => new("storage", "Back up, restore, copy and check the database.") { Backup(), Restore(), StorageCopyCommand.Create(), StorageCheckCommand.Create() };

    private static Command Backup()
    {
        var to = new Option<string?>("--to") { Description = "The copy's file (default: a new one in backups of the data directory).", HelpName = "FILE" };
        var command = new Command("backup", "A copy of the database while the service runs (SQLite).") { to };
        command.SetAction((parsed, _) => Cli.GuardAsync(async () =>
        {
            var options = Cli.ReadSettings(parsed).Options;
            if (SqliteDialect.FileOf(options) is not { } file)
            {
                Output.Fault("PostgreSQL is backed up by its own tools: pg_dump --format=custom --file=targetalerts.dump DATABASE, at any time. Before nodes start on a restored dump, run targetalerts mail hold; mail release lets sending go on.");
                return Cli.Failed;
            }
            var now = TimeProvider.System.GetUtcNow();
            var report = await SqliteBackup.TakeAsync(file, parsed.GetValue(to) ?? Path.Combine(options.DataDirectory, "backups", string.Create(CultureInfo.InvariantCulture, $"targetalerts-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.db")), now);
            new Output(parsed.GetValue(Cli.Json)).Write(report, [$"{report.File}: {report.Bytes / 1024:N0} KiB, whole and checked. Sending is held in it until \"mail release\"."]);
            return Cli.Done;
        }));
        return command;
    }

    private static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "A file that \"storage backup\" wrote, or another copy of the database.", HelpName = "FILE", Required = true };
        var command = new Command("restore", "Put a backup in the place of the database, which is kept aside (SQLite). Sending starts held.") { from };
        command.SetAction((parsed, _) => Cli.GuardAsync(async () =>
        {
            var options = Cli.ReadSettings(parsed).Options;
            if (SqliteDialect.FileOf(options) is not { } file)
            {
                Output.Fault("PostgreSQL is restored by its own tools: stop the nodes, pg_restore --clean --dbname=DATABASE targetalerts.dump, targetalerts mail hold, start the nodes, and targetalerts mail release when all is as it should be.");
                return Cli.Failed;
            }
            Composition.MakeDataDirectory(options);
            using var alone = RunCommand.Alone(options);
            using var schema = FileLock.Wait(file + ".lock");
            var report = await new SqliteRestore(file, TimeProvider.System.GetUtcNow()).RunAsync(parsed.GetValue(from)!);
            new Output(parsed.GetValue(Cli.Json)).Write(report, Lines(report));
            return Cli.Done;
        }));
        return command;
    }

    private static IEnumerable<string> Lines(RestoreReport report)
    {
        yield return $"Restored from {report.From}.{(report.Aside is null ? "" : $" The former database lies in {report.Aside}.")}";
        if (report.Kept is { } kept)
        {
            yield return $"Taken over from it: {kept.Left} alert(s) left or removed since, {kept.Suppressed} suppressed address(es), {kept.Sent} message(s) sent since.";
            if (kept.Missing.Count > 0) yield return $"It does not have {kept.Missing.Count} alert(s) of the backup, which were erased or forgotten since; they are paused, resume or remove them: {string.Join(", ", kept.Missing)}.";
        }
        else if (report.Aside is not null) yield return "It could not be read or is another installation's: who left since the backup is in it again.";
        yield return $"Sending is held. {report.Waiting} message(s) wait and may have been sent since the backup; changes found since are found and told once more. Start the service, look at it, then: targetalerts mail release";
    }
}
