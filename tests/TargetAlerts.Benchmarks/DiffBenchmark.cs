using System.Diagnostics;
using TargetAlerts.Checks;

namespace TargetAlerts.Benchmarks;

/// <summary>An incremental check that is given 100,000 records, 1 % of them changed and 1 % new, where 1,000,000 are stored.</summary>
internal static class DiffBenchmark
{
    public const int Known = 1_000_000;
    public const int Given = 100_000;
    private const int Few = Given / 100;
    private const int Rounds = 5;

    public static async Task RunAsync(string folder)
    {
        folder = Path.Combine(folder, $"known-{Known}");
        await PreparedDatabase.MakeAsync(folder, Known);
        await using var service = await BenchmarkService.StartAsync(folder);
        // Each round has other records, or the second would find nothing changed; a warm one goes first.
        var start = await service.ReadAsync<int>("SELECT COUNT(*) FROM checks") % 7;
        var product = new List<double>();
        var shell = new List<double>();
        var hashing = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var seed = await service.ReadAsync<int>("SELECT COALESCE(MAX(CAST(id AS INTEGER)), 0) FROM records") - 10_000_000 + 1;
            var seconds = await CheckAsync(service, [.. Records(start + round, seed)]);
            var plain = await ShellDiff.RunAsync(folder, Records(start + round + 3, seed + Few), hash: false);
            var hashed = await ShellDiff.RunAsync(folder, Records(start + round + 5, seed + 2 * Few), hash: true);
            if (round == 0) continue;
            product.Add(seconds);
            shell.Add(plain);
            hashing.Add(hashed);
            Console.WriteLine($"round {round}: product {seconds:N2} s, shell {plain:N2} s, shell that hashes {hashed:N2} s");
        }
        Tell("product", product, shell, hashing);
        Console.WriteLine($"  sqlite3 shell, hashes given       {Given / Benchmarks.Median(shell),9:N0} records/s");
        Console.WriteLine($"  sqlite3 shell, hashing the rows   {Given / Benchmarks.Median(hashing),9:N0} records/s");
        await DiffPhases.RunAsync(service, [.. Records(start + Rounds + 4, 3_000_000)]);
    }

    // Every tenth of what is known, from a tenth of its own, and the new ones after all that is known.
    private static IEnumerable<(int Number, int Version)> Records(int round, int firstNew) =>
        Enumerable.Range(0, Given - Few).Select(number => (number * 10 + round % 10, number % 100 == 50 ? round + firstNew : 0))
            .Concat(Enumerable.Range(firstNew, Few).Select(number => (number, 0)));

    private static async Task<double> CheckAsync(BenchmarkService service, List<(int Number, int Version)> records)
    {
        await PreparedDatabase.ReadyAsync(service, "next");
        var source = new MadeSource(records, listing: false);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var reports = await service.Get<SourceRun>().RunAsync(source, [new DueWatch(BenchmarkService.Target, null)], full: false, null, CancellationToken.None);
        var ended = Stopwatch.GetTimestamp();
        self.Refresh();
        var report = reports.Single();
        if (report is not { Outcome: CheckOutcome.Complete, Seen: Given, Added: Few }) throw new InvalidOperationException(report.ToString());
        Console.WriteLine($"  check: before the first page {Stopwatch.GetElapsedTime(started, source.First).TotalSeconds:N2} s, pages {(Stopwatch.GetElapsedTime(source.First, source.Last) - source.Making).TotalSeconds:N2} s"
            + $" and making them {source.Making.TotalSeconds:N2} s, after the last page {Stopwatch.GetElapsedTime(source.Last, ended).TotalSeconds:N2} s; {report.Updated} updated; {(self.TotalProcessorTime - before - source.Making).TotalSeconds:N2} s of processor time");
        return (Stopwatch.GetElapsedTime(started, ended) - source.Making).TotalSeconds;
    }

    private static void Tell(string name, List<double> mine, List<double> shell, List<double> hashing)
    {
        var ratio = Benchmarks.Median(mine.Zip(shell, (one, other) => other / one));
        var hashed = Benchmarks.Median(mine.Zip(hashing, (one, other) => other / one));
        Console.WriteLine($"  {name,-33} {Given / Benchmarks.Median(mine),9:N0} records/s = {ratio:N2} of the shell that is given the hashes, {hashed:N2} of the one that hashes");
    }
}
