namespace TargetAlerts.Benchmarks;

/// <summary>Measures the service against the tools that do one part of its work and nothing else. Not part of the tests.</summary>
internal static class Benchmarks
{
    private const string Usage = """
        diff [folder]     pages, comparison and commit against the sqlite3 shell's own join and upsert
        mail [folder]     stored digests through the outbox against smtp-source
        digests [folder]  ten thousand digests of 20 items, and where the time goes
        pages [folder] [postgres]   pages of a target with 50,000 changes against a still page; on SQLite, or on the empty database of a connection string
        memory [folder]   resident memory of a check by the number of known records
        start [folder] [postgres]   time from start to ready and memory at rest, beside an empty ASP.NET process
        day [folder] [postgres]     20 targets in all sources of the stand-in, 1,000 alerts: a first, a quiet and an ordinary day of the program itself
        The folder decides which disk is measured; what is prepared in it is used again.
        """;

    private static async Task<int> Main(string[] arguments)
    {
        var folder = arguments.Length > 1 ? arguments[1] : Path.Combine(Path.GetTempPath(), "targetalerts-benchmarks");
        switch (arguments.FirstOrDefault())
        {
            case "diff":
                await DiffBenchmark.RunAsync(folder);
                return 0;
            case "mail":
                await MailBenchmark.RunAsync(folder);
                return 0;
            case "digests":
                await DigestBenchmark.RunAsync(folder);
                return 0;
            case "pages":
                await PageBenchmark.RunAsync(folder, arguments.ElementAtOrDefault(2));
                return 0;
            case "memory":
                await MemoryBenchmark.RunAsync(folder);
                return 0;
            case MemoryBenchmark.Child:
                await MemoryBenchmark.RunChildAsync(folder, arguments[2..]);
                return 0;
            case "start":
                await StartBenchmark.RunAsync(folder, arguments.ElementAtOrDefault(2));
                return 0;
            case StartBenchmark.Child:
                await StartBenchmark.RunChildAsync(arguments[1]);
                return 0;
            case "day":
                await DayBenchmark.RunAsync(folder, arguments.ElementAtOrDefault(2));
                return 0;
            default:
                Console.WriteLine(Usage);
                return 64;
        }
    }

    /// <summary>The middle one: the machine may be busy with other things now and then.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
