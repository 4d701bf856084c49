using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Benchmarks;

/// <summary>The pages of a target with a long history on a real Kestrel, against a page without any in the same run.</summary>
internal static class PageBenchmark
{
    private const int WarmUp = 5, Rounds = 40;

    private const string Still = "/help";

    private static readonly string[] Pages =
    [
        "/targets/BENCH", "/targets/BENCH?period=all", "/targets/BENCH?kind=trial&period=all", "/targets/BENCH?severity=high&period=365", "/targets/BENCH?period=all&before=25000", "/", "/api/targets/BENCH/changes?period=all",
    ];

    /// <param name="postgres">A connection string to an empty database; null for SQLite in the folder.</param>
    public static async Task RunAsync(string folder, string? postgres)
    {
        folder = Path.Combine(folder, "pages");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await using var service = await BenchmarkService.StartAsync(folder, options =>
        {
            if (postgres is not null) options.Storage = new() { Provider = StorageProvider.Postgres, ConnectionString = postgres };
        }, services => services.AddSingleton<ITargetSource>(new MadeSource([], listing: true)), serve: true);
        var started = Stopwatch.GetTimestamp();
        await StoredHistory.MakeAsync(service);
        // As its autovacuum does within a minute; SQLite knows no more than it is told.
        if (postgres is not null) await service.RunAsync("ANALYZE records, memberships, changes");
        Console.WriteLine($"{(postgres is null ? "SQLite" : "PostgreSQL")}: {StoredHistory.Records:N0} records, {StoredHistory.Changes:N0} changes, {StoredHistory.Alerts} alerts stored in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        using var client = new HttpClient { BaseAddress = service.Address };
        var times = Pages.Append(Still).ToDictionary(page => page, _ => new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            // Each beside the still page, so that what else the machine does falls on both.
            foreach (var page in Pages.Append(Still))
            {
                var milliseconds = await GetAsync(client, page);
                if (round >= 0) times[page].Add(milliseconds);
            }
        }
        var still = Benchmarks.Median(times[Still]);
        foreach (var page in Pages)
        {
            var median = Benchmarks.Median(times[page]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page,-45} median {median,7:N1} ms, 95 % {times[page].Order().ElementAt(Rounds * 95 / 100),7:N1} ms = {median / still,5:N1} of {Still} ({still:N2} ms)"));
        }
    }

    private static async Task<double> GetAsync(HttpClient client, string page)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        var length = (await answer.Content.ReadAsByteArrayAsync()).Length;
        return length > 1_000 ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{page}: {length} bytes");
    }
}
