using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TargetAlerts.Storage;

namespace TargetAlerts.Benchmarks;

/// <summary>A database in which a watch knows a number of records, as its checks would have left it.</summary>
internal static class PreparedDatabase
{
    public static async Task MakeAsync(string folder, int known)
    {
        var done = Path.Combine(folder, "prepared");
        if (File.Exists(done)) return;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var started = Stopwatch.GetTimestamp();
        await using (var service = await BenchmarkService.StartAsync(folder))
        {
            await service.Get<Database>().WriteAsync(connection =>
            {
                StoredRows.Write((SqliteConnection)connection, "records", Enumerable.Range(0, known).Select(number => (number, 0)));
                return Task.CompletedTask;
            }, CancellationToken.None);
            await service.RunAsync("INSERT INTO memberships (source, target, id, matches, first_seen_at) SELECT source, 'BENCH', id, @matches, first_seen_at FROM records", new { matches = StoredRows.Matches(0) });
            await ReadyAsync(service, "next");
            await service.ReadAsync<int>("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        await File.WriteAllTextAsync(done, "");
        Console.WriteLine($"prepared {known:N0} records, {new FileInfo(BenchmarkService.File(folder)).Length / 1e6:N0} MB, in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
    }

    /// <summary>The watch as after a complete check a day ago; without a cursor the next one reads everything.</summary>
    public static Task ReadyAsync(BenchmarkService service, string? cursor)
    {
        var then = TimeProvider.System.GetUtcNow().AddDays(-1);
        return service.RunAsync("""
            INSERT OR REPLACE INTO watches (target, source, state, baseline_at, cursor, query, fingerprint_version, last_attempt_at, last_complete_at, last_listing_at)
            VALUES ('BENCH', 'made', 'ok', @then, @cursor, 'made', 1, @then, @then, @then)
            """, new { then, cursor });
    }
}
