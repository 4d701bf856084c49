using Dapper;
using Microsoft.Data.Sqlite;

namespace TargetAlerts.Storage.Care;

/// <summary>A SQLite file looked at from outside, apart from the service's own connections.</summary>
internal static class SqliteFile
{
    /// <summary>The journals that belong to a database file while it is in use.</summary>
    public static readonly string[] Journals = ["-wal", "-shm"];

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        // Unpooled: nothing of ours may stay open when the file is moved.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes a whole, compact copy of a database as it stands at one moment, while others go on writing to it.</summary>
    public static void CopyTo(SqliteConnection connection, string file)
    {
        File.Delete(file);
        using (var made = new FileStream(file, FileMode.CreateNew))
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(made.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        connection.Execute("VACUUM INTO @file", new { file }, commandTimeout: 0);
    }

    /// <summary>On the disk, not only on its way there: SQLite does not see to it for a copy.</summary>
    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What SQLite finds wrong with the file; empty for nothing.</summary>
    public static IReadOnlyList<string> Faults(SqliteConnection connection)
    {
        try
        {
            // A row may hold several lines, the first of which names the database: "*** in database main ***".
            var pages = connection.Query<string>("PRAGMA integrity_check", commandTimeout: 0).SelectMany(row => row.Split('\n')).Where(line => line != "ok" && !line.StartsWith("***", StringComparison.Ordinal)).ToList();
            return pages.Count > 0 ? pages : [.. connection.Query("PRAGMA foreign_key_check", commandTimeout: 0).Select(row => $"a row of {row.table} refers to one of {row.parent} that is not there")];
        }
        catch (SqliteException error)
        {
            return [error.Message];
        }
    }

    public static bool IsOurs(SqliteConnection connection) => connection.QuerySingle<long>(
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('settings', 'changes', 'ledger', 'messages')") == 4;
}
