using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace TargetAlerts.Benchmarks;

/// <summary>The same comparison as plain SQL in the sqlite3 shell: incoming rows in a table, an anti-join, an upsert, one commit.</summary>
internal static class ShellDiff
{
    public static async Task<double> RunAsync(string folder, IEnumerable<(int Number, int Version)> records, bool hash)
    {
        var file = Path.Combine(folder, "incoming.db");
        foreach (var one in new[] { file, file + "-wal", file + "-shm", file + "-journal" }) File.Delete(one);
        await FillAsync(file, records);
        var started = Stopwatch.GetTimestamp();
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", ["-batch", BenchmarkService.File(folder)]) { RedirectStandardInput = true })!;
        await shell.StandardInput.WriteAsync(Script(file, hash));
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return shell.ExitCode == 0 ? seconds : throw new InvalidOperationException($"sqlite3 ended with {shell.ExitCode}");
    }

    private static async Task FillAsync(string file, IEnumerable<(int Number, int Version)> records)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await Dapper.SqlMapper.ExecuteAsync(connection, $"CREATE TABLE incoming ({StoredRows.Columns}, PRIMARY KEY (source, id)) WITHOUT ROWID");
        StoredRows.Write(connection, "incoming", records);
        await transaction.CommitAsync();
    }

    // The shell has sha3 where the service has SHA-256; its own hash is not what is stored, so it is made and the given one compared.
    private static string Script(string file, bool hash) => $"""
        ATTACH '{file}' AS new;
        PRAGMA main.synchronous = FULL;
        PRAGMA busy_timeout = 10000;
        BEGIN IMMEDIATE;
        CREATE TEMP TABLE differing AS SELECT i.id FROM new.incoming i LEFT JOIN main.records r ON r.source = i.source AND r.id = i.id
          WHERE (r.content IS NULL OR r.content <> i.content){(hash ? " OR sha3(i.title || i.link || i.facts || i.texts || i.identifiers) IS NULL" : "")};
        INSERT INTO main.records ({StoredRows.Columns}) SELECT {StoredRows.Columns} FROM new.incoming WHERE source = 'made' AND id IN (SELECT id FROM differing)
          ON CONFLICT (source, id) DO UPDATE SET title = excluded.title, facts = excluded.facts, texts = excluded.texts, identifiers = excluded.identifiers,
            fingerprint = excluded.fingerprint, content = excluded.content, changed_at = excluded.changed_at;
        INSERT INTO main.memberships (source, target, id, matches, first_seen_at) SELECT 'made', 'BENCH', id, '{StoredRows.Matches(0)}', 1 FROM differing WHERE true
          ON CONFLICT (source, target, id) DO UPDATE SET matches = excluded.matches;
        COMMIT;
        """;
}
