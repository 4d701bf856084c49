using Dapper;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Benchmarks;

/// <summary>A target with years of history: 40,000 records of several kinds, 50,000 changes over two years, 200 alerts, as checks and sign-ups leave them.</summary>
internal static class StoredHistory
{
    public const int Records = 40_000, Changes = 50_000, Alerts = 200;

    private const int Days = 730;

    public static async Task MakeAsync(BenchmarkService service)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (begun, seen) = (now.AddDays(-Days - 1), StoredRows.Matches(0));
        await service.Get<Database>().WriteAsync(async connection =>
        {
            foreach (var slice in Enumerable.Range(0, Records).Chunk(1_000))
            {
                await connection.ExecuteAsync("""
                    INSERT INTO records (source, id, kind, title, link, dated, facts, texts, identifiers, fingerprint_version, fingerprint, content, first_seen_at, changed_at)
                    VALUES ('made', @Id, @Kind, @Title, @Link, @Dated, @Facts, @Texts, @Identifiers, 1, '', '', @begun, @begun)
                    """, slice.Select(number => Row(number, DateOnly.FromDateTime(now.UtcDateTime), begun)));
            }
            await connection.ExecuteAsync("INSERT INTO memberships (source, target, id, matches, first_seen_at) SELECT source, 'BENCH', id, @seen, first_seen_at FROM records", new { seen, begun });
            await connection.ExecuteAsync("""
                INSERT INTO watches (target, source, state, baseline_at, cursor, query, fingerprint_version, last_attempt_at, last_complete_at, last_listing_at)
                VALUES ('BENCH', 'made', 'ok', @begun, 'next', 'made', 1, @now, @now, @now)
                """, new { begun, now });
            await connection.ExecuteAsync("""
                INSERT INTO changes (source, record_id, target, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at)
                VALUES ('made', @Id, @Target, @Kind, @Severity, @Facts, 1, '', @Check, @At)
                """, Enumerable.Range(0, Changes).Select(number => Change(number, begun)));
        }, CancellationToken.None);
        for (var number = 0; number < Alerts; number++)
        {
            await service.Get<AlertDesk>().AddAsync(new AlertRequest { Emails = [$"reader{number}@example.org"], Targets = [BenchmarkService.Target.Symbol], Confirmed = true }, CancellationToken.None);
        }
    }

    private static object Row(int number, DateOnly today, DateTimeOffset begun)
    {
        var record = MadeRecords.Make(number).Record;
        return new
        {
            record.Id,
            Kind = KindOf(number).ToString().ToLowerInvariant(),
            record.Title,
            record.Link,
            Dated = today.AddDays(-number % 4_000),
            Facts = System.Text.Json.JsonSerializer.Serialize(record.Facts),
            Texts = System.Text.Json.JsonSerializer.Serialize(record.Texts),
            Identifiers = System.Text.Json.JsonSerializer.Serialize(record.Identifiers),
            begun,
        };
    }

    // Four records come, then one of those that came before changes, or goes; a few of high severity.
    private static object Change(int number, DateTimeOffset begun)
    {
        var (arrives, come) = (number % 5 < 4, number / 5 * 4);
        return new
        {
            Id = MadeRecords.Id(arrives ? come + number % 5 : come / 2),
            Target = arrives ? BenchmarkService.Target.Symbol : null,
            Kind = arrives ? "added" : number % 100 == 99 ? "withdrawn" : "updated",
            Severity = number % 50 == 49 ? 2 : number % 3 == 0 ? 0 : 1,
            Facts = arrives ? "[]" : """[{"f":"status","o":{"t":0,"v":["one"]},"n":{"t":0,"v":["another"]},"s":1}]""",
            Check = $"check{number / 70}",
            At = begun.AddMinutes(1 + number * (long)Days * 1_440 / Changes),
        };
    }

    private static RecordKind KindOf(int number) => (number % 1_000) switch
    {
        < 50 => RecordKind.Trial,
        < 55 => RecordKind.Structure,
        < 58 => RecordKind.Drug,
        < 150 => RecordKind.Bioactivity,
        < 180 => RecordKind.Preprint,
        _ => RecordKind.Publication,
    };
}
