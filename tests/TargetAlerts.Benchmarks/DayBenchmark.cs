using System.Diagnostics;
using System.Globalization;
using TargetAlerts.Settings;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Benchmarks;

/// <summary>
/// The program itself, as a service, over the made-up sources: a first day that reads everything, a day without news, and
/// one with news of every target, whose thousand digests are due a minute after its checks. Each day is a run of its own, so
/// that the most memory it held is that day's.
/// </summary>
internal static class DayBenchmark
{
    private const int Targets = 20, Records = 24, Alerts = 1_000, SmtpPort = 2527, Watches = Targets * 18;

    public static async Task RunAsync(string folder, string? postgres)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, "day")).FullName;
        DayFolder.Configure(folder);
        var model = new UpstreamModel();
        Sample.FillWorld(model, Records, Targets, everywhere: true);
        await using var upstream = await UpstreamHost.StartAsync(model);
        using var sink = Process.Start(new ProcessStartInfo("/usr/sbin/smtp-sink", ["-u", "nobody", $"127.0.0.1:{SmtpPort}", "64"]))!;
        try
        {
            var day = new Day(folder, postgres, upstream, await TargetsAsync(folder, upstream));
            await day.RunAsync("first day", again: false, digests: false);
            await day.RunAsync("quiet day", again: true, digests: false);
            model.Advance();
            await day.RunAsync("day with news", again: true, digests: true);
        }
        finally
        {
            sink.Kill();
        }
    }

    /// <summary>SERT is there; the others are added as a person would.</summary>
    private static async Task<IReadOnlyList<string>> TargetsAsync(string folder, UpstreamHost upstream)
    {
        List<string> targets = ["SERT", .. Sample.Genes.Skip(1).Take(Targets - 1)];
        foreach (var symbol in targets.Skip(1))
        {
            using var added = MeasuredProcess.Start(folder, DayFolder.Sources(upstream, null), self: false, "targets", "add", symbol);
            await added.EndAsync();
        }
        return targets;
    }

    private sealed class Day(string folder, string? postgres, UpstreamHost upstream, IReadOnlyList<string> targets)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

        /// <param name="again">The checks are due at a minute; the first ones are at once.</param>
        public async Task RunAsync(string name, bool again, bool digests)
        {
            var now = TimeProvider.System.GetUtcNow();
            var due = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero).AddMinutes(2);
            DayFolder.Alerts(folder, Alerts, targets, digests ? due.AddMinutes(1) : due.AddMinutes(-10));
            upstream.Log.Clear();
            using var process = MeasuredProcess.Start(folder, Settings(again ? $"0 {due.Minute} {due.Hour} * * ?" : null), self: false, "run");
            await process.ReadyAsync(new Uri(DayFolder.Listen + "/health/ready"));
            await using var database = await BenchmarkService.StartAsync(Path.Combine(folder, "data"), options =>
            {
                if (postgres is not null) options.Storage = new() { Provider = StorageProvider.Postgres, ConnectionString = postgres };
            });
            var (started, ready) = (process.Processor, Stopwatch.GetTimestamp());
            Console.WriteLine($"{name}: start {started.TotalSeconds:N1} s of processor time, {process.Resident:N0} MiB");
            if (again)
            {
                await Task.Delay(due - TimeProvider.System.GetUtcNow());
                Console.WriteLine($"  at rest with {Alerts:N0} alerts {(process.Processor - started).TotalSeconds / Stopwatch.GetElapsedTime(ready).TotalMinutes:N2} s of processor time a minute");
            }
            var from = (again ? due : now).ToUnixTimeMilliseconds();

            var (before, checks) = (process.Processor, await UntilAsync(database, process, $"SELECT COUNT(*) FROM watches WHERE last_complete_at >= {from}", Watches));
            await SayAsync(database, "checks", checks - before, $"SELECT COUNT(*), MAX(finished_at) - MIN(started_at) FROM checks WHERE started_at >= {from}");
            Console.WriteLine($"  {upstream.Log.Requests.Count} requests, {upstream.Log.Requests.Count / (double)Watches:N1} a watch: {string.Join(", ", upstream.Log.Requests.CountBy(request => request.Source).OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))}");
            Console.WriteLine($"  {await database.ReadAsync<int>($"SELECT COUNT(*) FROM changes WHERE detected_at >= {from}")} changes, {await database.ReadAsync<int>("SELECT COUNT(*) FROM records"):N0} records");
            if (digests)
            {
                var made = await UntilAsync(database, process, $"SELECT COUNT(*) FROM digests WHERE made_at >= {from}", Alerts);
                await SayAsync(database, "digests", made - checks, $"SELECT COUNT(*), MAX(made_at) - MIN(made_at) FROM digests WHERE made_at >= {from}");
                var sent = await UntilAsync(database, process, $"SELECT COUNT(*) FROM messages WHERE created_at >= {from} AND state = 'sent'", Alerts);
                await SayAsync(database, "mails", sent - made, $"SELECT COUNT(*), MAX(done_at) - MIN(done_at) FROM messages WHERE created_at >= {from}");
                Console.WriteLine($"  {await database.ReadAsync<long>($"SELECT SUM(items) FROM digests WHERE made_at >= {from}"):N0} items, {await database.ReadAsync<double>($"SELECT AVG(LENGTH(b.bytes)) FROM message_bytes b JOIN messages m ON m.id = b.id WHERE m.created_at >= {from}"):N0} bytes a stored mail");
            }
            Console.WriteLine($"  in all {process.Processor.TotalSeconds:N1} s of processor time; at most {process.Peak:N0} MiB resident, {process.Resident:N0} now");
            await process.StopAsync();
        }

        private Dictionary<string, string> Settings(string? due) => new(DayFolder.Storage(folder, postgres).Concat(DayFolder.Sources(upstream, due)))
        {
            ["TARGETALERTS__Mail__Host"] = "127.0.0.1",
            ["TARGETALERTS__Mail__Port"] = $"{SmtpPort}",
            ["TARGETALERTS__Mail__Security"] = "none",
            ["TARGETALERTS__Mail__PerSecond"] = "1000",
        };

        private static async Task<TimeSpan> UntilAsync(BenchmarkService database, MeasuredProcess process, string sql, int count)
        {
            var waiting = Stopwatch.StartNew();
            while (await database.ReadAsync<int>(sql) is var read && read != count)
            {
                if (waiting.Elapsed > Patience) throw new InvalidOperationException($"{sql}: {read}, not {count}");
                await Task.Delay(200);
            }
            return process.Processor;
        }

        private static async Task SayAsync(BenchmarkService database, string what, TimeSpan processor, string sql)
        {
            var (count, wall) = await database.ReadAsync<(long, long)>(sql);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} {what} in {wall / 1000.0:N1} s, {processor.TotalSeconds:N1} s of processor time ({processor.TotalMilliseconds / count:N1} ms each)"));
        }
    }
}
