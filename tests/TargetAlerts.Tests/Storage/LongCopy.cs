using System.Diagnostics;
using System.Globalization;
using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Commands;

namespace TargetAlerts.Tests.Storage;

/// <summary>A database of made-up rows copied to PostgreSQL by the real program; each table is compared by the test.</summary>
internal static class LongCopy
{
    // A record has about a kilobyte, a mail eight; each alert was told two hundred changes and got ten digests.
    private const string Fill = """
        INSERT INTO records (source, id, content, fingerprint_version, kind, title, link, dated, facts, texts, identifiers, fingerprint, first_seen_at, changed_at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @records)
        SELECT CASE i % 2 WHEN 0 THEN 'pubmed' ELSE 'clinicaltrials' END, 'R' || i, hex(randomblob(12)), 1, 'publication', 'A made-up title “№' || i || '” on α-methyl … 5-HT', 'https://example.org/' || i,
          CASE i % 7 WHEN 0 THEN NULL ELSE '2026-01-01' END, '{"phase":{"t":0,"v":["2"]},"x":"' || hex(randomblob(150)) || '"}', '{"abstract":["' || hex(randomblob(200)) || '"]}', '{"doi":"10.1000/' || i || '"}', hex(randomblob(12)), 1767225600000 + i, 1767225600000 + i FROM n;
        INSERT INTO memberships (source, target, id, matches, first_seen_at, left_at) SELECT source, 'SERT', id, '[]', first_seen_at, CASE WHEN first_seen_at % 11 = 0 THEN changed_at END FROM records;
        INSERT INTO work_keys (work_key, source, id) SELECT 'doi:10.1000/' || id, source, id FROM records;
        INSERT INTO changes (source, record_id, target, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at)
        SELECT source, id, 'SERT', 'added', 1, '[]', 1, fingerprint, 'check', first_seen_at FROM records ORDER BY first_seen_at;
        INSERT INTO subscribers (id, address, created_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @alerts) SELECT 'S' || i, 'reader' || i || '@example.org', i FROM n;
        INSERT INTO alerts (id, subscriber_id, state, wish, frequency, weekday, at_local, zone, position, created_at)
        SELECT 'A' || substr(id, 2), id, 'active', '{"Targets":{"SERT":0}}', 'daily', 1, '08:00', 'Europe/Berlin', @records, 0 FROM subscribers;
        INSERT INTO digests (id, alert_id, scheduled_at, sequence, number, state, items, period_start, period_end, made_at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT a.id || '-' || i, a.id, i, 1, i, 'sent', 20, '2026-01-01', '2026-01-01', i FROM alerts a, n;
        INSERT INTO ledger (alert_id, change_number, state, digest_id)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT a.id, i, 'told', a.id || '-' || (1 + i % 10) FROM alerts a, n;
        INSERT INTO messages (id, kind, alert_id, digest_id, recipient, envelope_from, message_id, state, created_at, next_at, done_at)
        SELECT 'M' || id, 'digest', alert_id, id, 'reader@example.org', 'bounce@example.org', id, 'sent', 1, 1, 2 FROM digests;
        INSERT INTO message_bytes (id, bytes) SELECT id, randomblob(8000) FROM messages;
        """;

    /// <returns>The copying process's highest resident memory, in KiB.</returns>
    public static async Task<long> ProveAsync(int records, int alerts, ITestOutputHelper output, CancellationToken stop)
    {
        using var program = new TargetAlertsProcess();
        Directory.CreateDirectory(program.Data);
        var from = new Database(new SqliteDialect(Path.Combine(program.Data, "targetalerts.db")));
        from.Upgrade();
        await from.WriteAsync(connection => connection.ExecuteAsync(Fill, new { records, alerts }, commandTimeout: 0), stop);
        var postgres = PostgresServer.NewSharedDatabase();

        var time = Stopwatch.StartNew();
        using var copying = program.Start("storage", "copy", "--to-provider", "postgres", "--to", postgres, "--json");
        var memory = HighestAsync(copying);
        var ended = await Ended.OfAsync(copying, stop);
        time.Stop();

        Assert.True(ended.Code == 0, ended.Error);
        var tables = ended.Json.GetProperty("tables").EnumerateArray().ToDictionary(table => table.GetProperty("table").GetString()!, table => table.GetProperty("rows").GetInt64());
        Assert.Equal((records, alerts, alerts * 10), ((int)tables["records"], (int)tables["alerts"], (int)tables["message_bytes"]));
        Assert.Equal(await Tables.NamesAsync(from, stop), tables.Keys.Order(StringComparer.Ordinal));
        var to = new Database(new PostgresDialect(postgres));
        foreach (var table in tables.Keys)
        {
            var (here, there) = (await Tables.RowsAsync(from, table, stop), await Tables.RowsAsync(to, table, stop));
            if (table == "settings") here.RemoveAll(row => row.StartsWith(HoldStore.MovedKey, StringComparison.Ordinal));
            Assert.True(here.SequenceEqual(there), $"{table} differs");
        }
        var highest = await memory;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records:N0} records, {alerts:N0} alerts, {tables.Values.Sum():N0} rows in {tables.Count} tables: equal; {time.Elapsed.TotalSeconds:0.0} s, at most {highest / 1024:N0} MiB resident"));
        return highest;
    }

    private static async Task<long> HighestAsync(Process process)
    {
        var highest = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
                if (line is null) break;
                highest = Math.Max(highest, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                break;
            }
        }
        return highest;
    }
}
