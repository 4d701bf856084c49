using System.Diagnostics;
using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Storage;

namespace TargetAlerts.Benchmarks;

/// <summary>The steps of a check one by one, on the same calls a check makes, to say where its time goes.</summary>
internal static class DiffPhases
{
    public static async Task RunAsync(BenchmarkService service, List<(int Number, int Version)> records)
    {
        var source = new MadeSource(records, listing: false);
        var known = new KnownRecords(service.Get<Database>(), "made", "BENCH");
        var checks = service.Get<CheckStore>();
        var check = Guid.NewGuid().ToString("N");
        var (reading, comparing, staging) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        foreach (var page in source.Pages())
        {
            var started = Stopwatch.GetTimestamp();
            var stored = await known.ReadAsync([.. page.Records.Select(one => one.Record.Id)], CancellationToken.None);
            var read = Stopwatch.GetTimestamp();
            var rows = new List<Staged>();
            foreach (var (record, matches) in page.Records)
            {
                var finding = ChangeDetector.Compare(source.Description, "BENCH", record, Fingerprints.Content(record), stored.GetValueOrDefault(record.Id), new(Baseline: false));
                if (finding.Store || finding.Joins) rows.Add(Staged.Of(finding, matches));
            }
            var compared = Stopwatch.GetTimestamp();
            await checks.StageAsync(check, rows, CancellationToken.None);
            reading += Stopwatch.GetElapsedTime(started, read);
            comparing += Stopwatch.GetElapsedTime(read, compared);
            staging += Stopwatch.GetElapsedTime(compared);
        }
        await checks.ClearAsync(check, CancellationToken.None);
        Console.WriteLine($"  phases alone: making {source.Making.TotalSeconds:N2} s, reading what is known {reading.TotalSeconds:N2} s, hashing and comparing {comparing.TotalSeconds:N2} s, staging {staging.TotalSeconds:N2} s");
    }
}
