using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TargetAlerts.Sources;

namespace TargetAlerts.Benchmarks;

/// <summary>From the start of a process until it is ready, and what it holds a minute later; the program in turn with an ASP.NET process that does nothing.</summary>
internal static class StartBenchmark
{
    public const string Child = "empty-web";

    private const int Rounds = 5;
    private const string Empty = "http://127.0.0.1:5171", Service = "http://127.0.0.1:5172";

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(string folder, string? postgres)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, "start")).FullName;
        var settings = DayFolder.Storage(folder, postgres);
        settings["TARGETALERTS__Web__Listen"] = Service;
        // At rest: nothing is asked.
        foreach (var source in SourceNames.All) settings[$"TARGETALERTS__Sources__{source}__Enabled"] = "false";
        DayFolder.Configure(folder);
        var (empty, service) = (new List<Figures>(), new List<Figures>());
        // The first start makes the schema; it is told, and not counted.
        Console.WriteLine($"first start, which makes the database: {(await MeasureAsync(folder, settings, self: false, Service + "/health/ready", TimeSpan.Zero, "run")).Ready:N2} s");
        for (var round = 1; round <= Rounds; round++)
        {
            // Only one of the rounds rests: it takes a minute.
            var rest = round == Rounds ? Rest : TimeSpan.Zero;
            empty.Add(await MeasureAsync(folder, new Dictionary<string, string>(), self: true, Empty + "/health/ready", rest, Child, Empty));
            service.Add(await MeasureAsync(folder, settings, self: false, Service + "/health/ready", rest, "run"));
        }
        Say("an empty ASP.NET process", empty);
        Say(postgres is null ? "targetalerts on SQLite" : "targetalerts on PostgreSQL", service);
    }

    public static async Task RunChildAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        await app.RunAsync();
    }

    private static async Task<Figures> MeasureAsync(string folder, IReadOnlyDictionary<string, string> settings, bool self, string address, TimeSpan rest, params string[] arguments)
    {
        using var process = MeasuredProcess.Start(folder, settings, self, arguments);
        var ready = await process.ReadyAsync(new Uri(address));
        var started = process.Processor;
        await Task.Delay(rest);
        var figures = new Figures(ready.TotalSeconds, started.TotalSeconds, process.Resident, (process.Processor - started).TotalSeconds);
        await process.StopAsync();
        return figures;
    }

    private static void Say(string what, List<Figures> rounds) => Console.WriteLine(
        $"{what,-26} ready after {Benchmarks.Median(rounds.Select(one => one.Ready)):N2} s ({string.Join(", ", rounds.Select(one => $"{one.Ready:N2}"))}), {Benchmarks.Median(rounds.Select(one => one.Processor)):N2} s of processor time;"
        + $" resident {Benchmarks.Median(rounds.Take(Rounds - 1).Select(one => one.Resident)):N0} MiB when ready, {rounds[^1].Resident:N0} MiB after {Rest.TotalSeconds:N0} s at rest, in which it took {rounds[^1].Resting:N2} s of processor time");

    private sealed record Figures(double Ready, double Processor, double Resident, double Resting);
}
