using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TargetAlerts.Storage.Care;

/// <param name="Bytes">Size of the file.</param>
internal sealed record BackupReport(string File, long Bytes, DateTimeOffset Taken);

/// <summary>
/// A copy of the database taken while the service runs. Sending is held in it: whoever puts it in place, by "storage restore"
/// or by hand, gets a service that waits for a person before it sends.
/// </summary>
internal static class SqliteBackup
{
    /// <param name="to">Must not be there; appears whole or not at all.</param>
    public static async Task<BackupReport> TakeAsync(string database, string to, DateTimeOffset now)
    {
        if (!File.Exists(database)) throw new InvalidOperationException($"There is no database {database} to back up.");
        if (File.Exists(to)) throw new InvalidOperationException($"{to} is there already and is not overwritten: name another file with --to.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        var unfinished = to + ".unfinished";
        try
        {
            using (var source = SqliteFile.Open(database, SqliteOpenMode.ReadWrite)) SqliteFile.CopyTo(source, unfinished);
            await StampAsync(unfinished, now);
            SqliteFile.Flush(unfinished);
            File.Move(unfinished, to);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        return new(Path.GetFullPath(to), new FileInfo(to).Length, now);
    }

    private static async Task StampAsync(string file, DateTimeOffset now)
    {
        await using var copy = SqliteFile.Open(file, SqliteOpenMode.ReadWrite);
        if (SqliteFile.Faults(copy) is [var fault, ..]) throw new InvalidOperationException($"The copy is not sound ({fault}), so no backup was made: targetalerts storage check tells more.");
        await HoldStore.PutAsync(copy, new Hold(string.Create(CultureInfo.InvariantCulture, $"this is the backup of {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and what was sent since would be sent again"), now));
    }
}
