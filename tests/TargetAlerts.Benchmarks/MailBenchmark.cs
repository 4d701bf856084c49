using System.Diagnostics;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Benchmarks;

/// <summary>2,000 stored digests of 20 KB through the outbox, against smtp-source with as many of the same size and the same connections, to one smtp-sink.</summary>
internal static class MailBenchmark
{
    private const int Mails = 2_000;
    private const int Connections = 2;
    private const int Port = 2526;
    private const int Rounds = 3;

    public static async Task RunAsync(string folder)
    {
        using var sink = Process.Start(new ProcessStartInfo("/usr/sbin/smtp-sink", ["-u", "nobody", $"127.0.0.1:{Port}", "64"]))!;
        try
        {
            folder = Path.Combine(folder, "mail");
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            var mine = new List<double>();
            var kept = new List<double>();
            var fresh = new List<double>();
            await using var service = await BenchmarkService.StartAsync(folder, options =>
            {
                options.Mail = new() { Host = "127.0.0.1", Port = Port, Security = MailSecurity.None, From = "TargetAlerts <alerts@example.org>", PerSecond = 1_000_000, Connections = Connections };
            });
            using var self = Process.GetCurrentProcess();
            var size = await StoredDigests.MakeAsync(service, 50);
            await DeliverAsync(service, 50);
            for (var round = 1; round <= Rounds; round++)
            {
                await StoredDigests.MakeAsync(service, Mails);
                var before = self.TotalProcessorTime;
                mine.Add(Mails / await DeliverAsync(service, Mails));
                self.Refresh();
                var work = (self.TotalProcessorTime - before).TotalMilliseconds / Mails;
                kept.Add(Mails / await SourceAsync("-d", size));
                fresh.Add(Mails / await SourceAsync(null, size));
                Console.WriteLine($"round {round}: outbox {mine[^1]:N0}/s, smtp-source {kept[^1]:N0}/s on kept connections, {fresh[^1]:N0}/s with one for each mail; outbox {work:N2} ms of processor time a message");
            }
            Console.WriteLine($"outbox {Benchmarks.Median(mine):N0} messages/s = {Benchmarks.Median(mine.Zip(kept, (one, other) => one / other)):N2} of smtp-source on kept connections"
                + $" ({Benchmarks.Median(kept):N0}), {Benchmarks.Median(mine.Zip(fresh, (one, other) => one / other)):N2} of it with one for each mail ({Benchmarks.Median(fresh):N0}); {size:N0} bytes each");
        }
        finally
        {
            sink.Kill();
        }
    }

    private static async Task<double> DeliverAsync(BenchmarkService service, int count)
    {
        var started = Stopwatch.GetTimestamp();
        var report = await service.Get<Outbox>().DeliverAsync(new DeliverOptions(), CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return report.Sent == count && report.Waiting == 0 ? seconds : throw new InvalidOperationException(report.ToString());
    }

    private static async Task<double> SourceAsync(string? mode, int size)
    {
        var started = Stopwatch.GetTimestamp();
        string[] arguments = ["-s", $"{Connections}", "-m", $"{Mails}", "-l", $"{size}", "-f", "alerts@example.org", "-t", "ada@example.org", $"127.0.0.1:{Port}"];
        using var source = Process.Start("/usr/sbin/smtp-source", mode is null ? arguments : [mode, .. arguments]);
        await source.WaitForExitAsync();
        return source.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalSeconds : throw new InvalidOperationException($"smtp-source ended with {source.ExitCode}");
    }
}
