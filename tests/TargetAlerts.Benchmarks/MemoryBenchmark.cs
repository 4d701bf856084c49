using System.Diagnostics;
using System.Globalization;
using TargetAlerts.Checks;

namespace TargetAlerts.Benchmarks;

/// <summary>The most memory a process ever held (VmHWM) that ran one check, by the number of known records.</summary>
internal static class MemoryBenchmark
{
    public const string Child = "memory-child";
    private const int Rounds = 3;
    private static readonly int[] Sizes = [10_000, 1_000_000];

    public static async Task RunAsync(string folder)
    {
        foreach (var size in Sizes) await PreparedDatabase.MakeAsync(Folder(folder, size), size);
        foreach (var listing in new[] { false, true })
        {
            var most = new List<double>();
            foreach (var size in Sizes)
            {
                var rounds = new List<double>();
                for (var round = 0; round < Rounds; round++) rounds.Add(await MeasureAsync(Folder(folder, size), size, listing));
                most.Add(Benchmarks.Median(rounds));
                Console.WriteLine($"{(listing ? "everything read anew" : "1,000 records given"),-22} {size,9:N0} known: {most[^1]:N0} MB ({string.Join(", ", rounds.Select(one => one.ToString("N0", CultureInfo.InvariantCulture)))})");
            }
            Console.WriteLine($"  ratio {most[1] / most[0]:N2}");
        }
    }

    public static async Task RunChildAsync(string folder, string[] arguments)
    {
        var known = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var listing = arguments[1] == "everything";
        await using var service = await BenchmarkService.StartAsync(folder);
        await PreparedDatabase.ReadyAsync(service, listing ? null : "next");
        var numbers = Enumerable.Range(0, known).Where(number => listing || number % (known / 1000) == 0);
        var reports = await service.Get<SourceRun>().RunAsync(new MadeSource(numbers.Select(number => (number, 0)), listing), [new DueWatch(BenchmarkService.Target, null)], full: false, null, CancellationToken.None);
        if (reports.Single() is not { Outcome: CheckOutcome.Complete, Added: 0 }) throw new InvalidOperationException(reports.Single().ToString());
        var line = File.ReadLines("/proc/self/status").First(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    private static string Folder(string folder, int size) => Path.Combine(folder, $"memory-{size}");

    private static async Task<double> MeasureAsync(string folder, int known, bool listing)
    {
        var self = Path.Combine(AppContext.BaseDirectory, "TargetAlerts.Benchmarks.dll");
        using var child = Process.Start(new ProcessStartInfo("dotnet", [self, Child, folder, known.ToString(CultureInfo.InvariantCulture), listing ? "everything" : "some"]) { RedirectStandardOutput = true })!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? double.Parse(said.Trim(), CultureInfo.InvariantCulture) / 1024 : throw new InvalidOperationException(said);
    }
}
