using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Benchmarks;

/// <summary>Ten thousand digests of 20 items from considering the changes to the stored bytes, against storing bytes of that size alone; and where the time goes.</summary>
internal static class DigestBenchmark
{
    private const int Digests = 10_000, Items = 20, Parts = 500;

    public static async Task RunAsync(string folder)
    {
        folder = Path.Combine(folder, "digests");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        await using var service = await BenchmarkService.StartAsync(folder, register: services => services.AddSingleton<ITargetSource>(new MadeSource([], listing: true)));
        await PrepareAsync(service);
        using var self = Process.GetCurrentProcess();
        var (allocated, work, started) = (GC.GetTotalAllocatedBytes(), self.TotalProcessorTime, Stopwatch.GetTimestamp());
        var made = await service.Get<DigestRound>().MakeAsync([], now: true, patient: false, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        self.Refresh();
        if (made.Count != Digests || made.Any(digest => digest.Items != Items)) throw new InvalidOperationException($"{made.Count} digests");
        var size = await service.ReadAsync<int>("SELECT MAX(LENGTH(bytes)) FROM message_bytes");
        Console.WriteLine($"{Digests:N0} digests of {Items} items: {seconds:N1} s, {1000 * seconds / Digests:N2} ms each ({(self.TotalProcessorTime - work).TotalMilliseconds / Digests:N2} ms of processor time), "
            + $"{(GC.GetTotalAllocatedBytes() - allocated) / Digests / 1024:N0} KiB allocated each, {self.PeakWorkingSet64 / 1048576:N0} MiB at the peak; {size:N0} bytes a message");
        var alone = await StoreAloneAsync(service, size);
        Console.WriteLine($"storing {size:N0} bytes in a transaction of their own: {alone:N2} ms, so a digest takes {1000 * seconds / Digests / alone:N1} times that");
        await PartsAsync(service);
    }

    private static async Task PrepareAsync(BenchmarkService service)
    {
        await service.Get<Database>().WriteAsync(connection =>
        {
            StoredRows.Write((SqliteConnection)connection, "records", Enumerable.Range(0, Items).Select(number => (number, 0)));
            return Task.CompletedTask;
        }, CancellationToken.None);
        await service.RunAsync("INSERT INTO memberships (source, target, id, matches, first_seen_at) SELECT source, 'BENCH', id, @matches, first_seen_at FROM records", new { matches = StoredRows.Matches(0) });
        await PreparedDatabase.ReadyAsync(service, "next");
        await service.Get<AlertDesk>().AddAsync(new AlertRequest { Emails = ["reader@example.org"], Targets = ["BENCH"], Sources = ["made"], Confirmed = true }, CancellationToken.None);
        await service.RunAsync("""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @more)
            INSERT INTO subscribers (id, address, created_at) SELECT 's' || i, 'reader' || i || '@example.org', created_at FROM subscribers, n;
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @more)
            INSERT INTO alerts (id, subscriber_id, state, wish, frequency, weekday, at_local, zone, position, created_at, confirmed_at, consent)
            SELECT 'a' || i, 's' || i, state, wish, frequency, weekday, at_local, zone, position, created_at, confirmed_at, consent FROM alerts, n
            """, new { more = Digests - 1 });
        await service.RunAsync("""
            INSERT INTO changes (source, record_id, target, kind, severity, facts, detected_at, fingerprint_version, fingerprint, check_id)
            SELECT source, id, 'BENCH', 'added', 1, '[]', @now, 1, fingerprint, 'bench' FROM records
            """, new { now = TimeProvider.System.GetUtcNow() });
    }

    private static async Task<double> StoreAloneAsync(BenchmarkService service, int size)
    {
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);
        await service.RunAsync("CREATE TABLE bench_bytes (id TEXT PRIMARY KEY, bytes BLOB NOT NULL)");
        var started = Stopwatch.GetTimestamp();
        for (var at = 0; at < Parts; at++) await service.RunAsync("INSERT INTO bench_bytes VALUES (@id, @bytes)", new { id = Guid.NewGuid().ToString("N"), bytes });
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Parts;
    }

    private static async Task PartsAsync(BenchmarkService service)
    {
        var alert = (await service.Get<AlertStore>().ListAsync(CancellationToken.None))[0] with { Id = "nobody", Position = 0 };
        var changes = await service.Get<DigestStore>().AfterAsync("nobody", 0, long.MaxValue, ["BENCH"], 1_000, CancellationToken.None);
        var works = await service.Get<WorkStore>().ReadAsync(alert, changes, CancellationToken.None);
        var items = new ItemBuilder(alert.Wish, works, service.Get<SourceRegistry>()).Build(changes).Items;
        if (items.Count != Items) throw new InvalidOperationException($"{items.Count} items");
        var draft = new DigestDraft { Alert = alert, Items = items, Number = 1, PeriodStart = new(2026, 11, 16), PeriodEnd = new(2026, 11, 22), Coverage = [], ManageLink = "https://example.org/a", UnsubscribeLink = "https://example.org/b" };
        var view = service.Get<DigestWriter>().Write(draft);
        var written = await service.Get<DigestMail>().WriteAsync(view, alert, "bench", TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var html = service.Get<DigestHtml>();
        var composer = service.Get<MailComposer>();
        Console.WriteLine("of one digest: " + string.Join(", ",
            await TimeAsync("changes and records read", () => service.Get<DigestStore>().AfterAsync("nobody", 0, long.MaxValue, ["BENCH"], 1_000, CancellationToken.None)),
            await TimeAsync("works read", () => service.Get<WorkStore>().ReadAsync(alert, changes, CancellationToken.None)),
            await TimeAsync("items built", () => Task.FromResult(new ItemBuilder(alert.Wish, works, service.Get<SourceRegistry>()).Build(changes))),
            await TimeAsync("put into words", () => Task.FromResult(service.Get<DigestWriter>().Write(draft))),
            await TimeAsync("HTML", () => html.RenderAsync(view, CancellationToken.None)),
            await TimeAsync("text", () => Task.FromResult(DigestText.Render(view))),
            await TimeAsync("MIME", () => Task.FromResult(composer.Compose(written.Mail)))));
    }

    private static async Task<string> TimeAsync<T>(string what, Func<Task<T>> act)
    {
        for (var at = 0; at < 50; at++) await act();
        var (allocated, started) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        for (var at = 0; at < Parts; at++) await act();
        return $"{what} {Stopwatch.GetElapsedTime(started).TotalMilliseconds / Parts:N2} ms ({(GC.GetTotalAllocatedBytes() - allocated) / Parts / 1024:N0} KiB)";
    }
}
