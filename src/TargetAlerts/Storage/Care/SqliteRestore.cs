using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TargetAlerts.Storage.Care;

/// <param name="Aside">Where the former database lies; null when there was none.</param>
/// <param name="Waiting">Messages that wait: they may have been sent since the backup.</param>
/// <param name="Kept">What was taken over from the former database; null when it could not be read or is another's.</param>
internal sealed record RestoreReport(string From, string? Aside, int Waiting, KeptSince? Kept);

/// <summary>
/// Puts a backup in the place of the database, which is kept aside. The copy is made, looked at and held before anything is
/// moved; at every moment there is a whole database or the start is refused.
/// </summary>
internal sealed class SqliteRestore(string database, DateTimeOffset now)
{
    // Its name tells the next start, should this end between the two moves.
    public static string Unfinished(string database) => database + ".restoring";

    /// <exception cref="InvalidOperationException">Nothing was changed; says why.</exception>
    public async Task<RestoreReport> RunAsync(string from)
    {
        if (!File.Exists(from)) throw new InvalidOperationException($"There is no file {from}.");
        if (Path.GetFullPath(from) == Path.GetFullPath(database)) throw new InvalidOperationException($"{from} is the database itself.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(database))!);
        var made = Unfinished(database);
        Copy(from, made);
        var closed = Close();
        await using (var copy = SqliteFile.Open(made, SqliteOpenMode.ReadWrite))
        {
            var kept = closed ? await KeptSince.TakeOverAsync(copy, database) : null;
            await HoldStore.PutAsync(copy, new Hold($"the database was restored from {Path.GetFileName(from)}, and what was sent since that was taken would be sent again", now));
            // What waits may have been sent since: it goes out under the same Message-ID, and counts as a repeat.
            var waiting = await copy.ExecuteAsync("UPDATE messages SET maybe_sent = 1 WHERE state IN ('ready', 'claimed', 'inflight')");
            await copy.CloseAsync();
            SqliteFile.Flush(made);
            return new(Path.GetFullPath(from), Swap(made), waiting, kept);
        }
    }

    private static void Copy(string from, string made)
    {
        try
        {
            using (var backup = SqliteFile.Open(from, SqliteOpenMode.ReadWrite))
            {
                if (!SqliteFile.IsOurs(backup)) throw new InvalidOperationException($"{from} is a database, but not of TargetAlerts.");
                SqliteFile.CopyTo(backup, made);
            }
            using var copy = SqliteFile.Open(made, SqliteOpenMode.ReadOnly);
            if (SqliteFile.Faults(copy) is [var fault, ..]) throw new InvalidOperationException($"{from} is damaged ({fault}): nothing was changed.");
        }
        catch (SqliteException error)
        {
            throw new InvalidOperationException($"{from} is not a whole database ({error.Message}): nothing was changed.", error);
        }
    }

    // Leaving WAL needs the file for oneself, and leaves all of it in one file. A damaged database is moved as it lies there.
    private bool Close()
    {
        if (!File.Exists(database)) return false;
        try
        {
            using var former = SqliteFile.Open(database, SqliteOpenMode.ReadWrite);
            if (former.QuerySingle<string>("PRAGMA journal_mode = DELETE") != "delete") throw InUse();
            return SqliteFile.IsOurs(former);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 5 or 6)
        {
            throw InUse(error);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private InvalidOperationException InUse(Exception? inner = null) => new($"{database} is in use by another command: nothing was changed. Wait until it is done.", inner);

    private string? Swap(string made)
    {
        string? aside = null;
        if (File.Exists(database))
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{database}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
            File.Move(database, aside);
        }
        // A journal of the former database must not be taken for one of the new.
        foreach (var journal in SqliteFile.Journals.Where(journal => File.Exists(database + journal))) File.Move(database + journal, (aside ?? database + ".left") + journal, overwrite: true);
        File.Move(made, database);
        return aside is null ? null : Path.GetFullPath(aside);
    }
}
