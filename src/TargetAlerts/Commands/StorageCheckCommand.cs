using System.CommandLine;
using Microsoft.Data.Sqlite;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;

namespace TargetAlerts.Commands;

/// <summary>storage check: whether the database is what it should be, one line a part.</summary>
internal static class StorageCheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Look whether the database is sound; changes nothing of it.");
        command.SetAction((parsed, cancellationToken) => Cli.GuardAsync(async () =>
        {
            var file = FileFinding(Cli.ReadSettings(parsed).Options);
            // What lies on damaged pages need not be read: it would say anything.
            if (file.Faults > 0) return Tell(new Output(parsed.GetValue(Cli.Json)), [file]);
            return await Cli.ComposeAsync(parsed, async (_, services, output, stop) => Tell(output, [file, .. await services.GetRequiredService<StorageCheck>().RunAsync(stop)]), cancellationToken);
        }));
        return command;
    }

    private static StorageFinding FileFinding(ServiceOptions options)
    {
        if (SqliteDialect.FileOf(options) is not { } file) return new("server", 0, "PostgreSQL sees to its pages and references itself (pg_amcheck looks at them)");
        if (!File.Exists(file)) throw new InvalidOperationException($"There is no database {file} yet.");
        var faults = Faults(file);
        if (faults.Count == 0) return new("file", 0, "every page can be read, every reference is met");
        // What cannot even be opened on such a disk need not be damaged.
        var remedy = new SqliteDialect(file).RoomFault() is { } fault ? $"That may come of it that {fault}: free space there or make it writable, then look again" : "Stop the service and restore a backup: targetalerts storage restore --from FILE";
        return new("file", faults.Count, $"{faults[0].TrimEnd('.')}. {remedy}");
    }

    private static IReadOnlyList<string> Faults(string file)
    {
        try
        {
            using var connection = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
            return SqliteFile.Faults(connection);
        }
        catch (SqliteException error)
        {
            return [error.Message];
        }
    }

    private static int Tell(Output output, IReadOnlyList<StorageFinding> findings)
    {
        var wrong = findings.Where(finding => finding.Faults > 0).ToList();
        output.Write(new { sound = wrong.Count == 0, findings }, findings.Select(finding => $"{(finding.Faults == 0 ? "✓" : "×")} {finding.About,-13} {finding.Said}"));
        foreach (var finding in wrong) Output.Fault($"{finding.About}: {finding.Said}");
        return wrong.Count == 0 ? Cli.Done : Cli.Failed;
    }
}
