using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Tests.Web;

namespace TargetAlerts.Tests.Storage;

public sealed class StorageCheckOnSqlite() : StorageCheckTests(DatabaseKind.Sqlite);

public sealed class StorageCheckOnPostgres() : StorageCheckTests(DatabaseKind.Postgres);

/// <summary>A sound database is called sound, and each thing that can be wrong is found.</summary>
public abstract class StorageCheckTests(DatabaseKind database)
{
    // What breaks each promise, and how the finding begins.
    private static readonly (string Break, string About, string Said)[] Wrongs =
    [
        ("INSERT INTO ledger (alert_id, change_number, state) VALUES ('a', 77, 'muted')", "ledger", "1 rows name a change that is not there, such as a 77"),
        ("UPDATE ledger SET digest_id = 'nowhere' WHERE change_number = 1", "ledger", "1 rows are told in no digest of their alert"),
        ("UPDATE digests SET state = 'failed' WHERE number = 1", "ledger", "1 rows are told in a digest that did not arrive"),
        ("UPDATE ledger SET state = 'pending' WHERE change_number = 1", "ledger", "1 rows wait and are in a digest at once"),
        ("UPDATE messages SET state = 'failed' WHERE digest_id = (SELECT id FROM digests WHERE number = 2)", "digests", "1 digests wait for a message"),
        ("UPDATE digests SET state = 'sent' WHERE number = 2", "digests", "1 digests are called sent"),
        ("UPDATE digests SET number = 1 WHERE number = 2", "digests", "1 numbers of an alert are given twice"),
        ("UPDATE alerts SET last_number = 0", "digests", "1 alerts will give a number again"),
        ("UPDATE messages SET state = 'ready'; DELETE FROM message_bytes", "messages", "2 messages wait without their bytes"),
        ("UPDATE messages SET digest_id = 'nowhere'", "messages", "2 messages belong to a digest"),
        ("DELETE FROM records WHERE id = 'NCT90000007'", "records", "1 memberships name a record"),
        ("INSERT INTO work_keys (work_key, source, id) VALUES ('doi:1', 'pubmed', 'nowhere')", "records", "keys of works name a record"),
        ("UPDATE changes SET record_id = 'nowhere' WHERE number = 1", "changes", "1 changes name a record"),
        ("UPDATE alerts SET position = 99", "changes", "1 alerts have passed a change that is still to come"),
        ("UPDATE watches SET quarantined_check = 'nowhere' WHERE source = 'pubmed'", "checks", "1 results are held back"),
        ("INSERT INTO staged (check_id, id, store, joins) VALUES ('nowhere', 'x', 0, 0)", "checks", "1 staged rows"),
        ("UPDATE records SET title = 'Another' WHERE id = 'NCT90000001'", "fingerprints", "1 of "),
        ("UPDATE records SET facts = '{' WHERE id = 'NCT90000002'", "fingerprints", "2 of "),
        ("UPDATE records SET fingerprint = 'f' WHERE id = 'NCT90000003'", "fingerprints", "3 of "),
        ("DELETE FROM schemaversions WHERE scriptname LIKE '%002-manage%'", "schema", "not brought up to date: 002-manage is missing"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_promise_is_broken_once() =>
        Assert.All(Invariants.All, promise => Assert.Single(Wrongs, wrong => wrong.About == promise.About && promise.Wrong.StartsWith(wrong.Said.Split(',')[0].TrimStart('1', '2', ' '), StringComparison.Ordinal)));

    [Fact]
    public async Task A_sound_database_is_called_sound_and_whatever_is_broken_is_found()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await service.NewsAsync(2);
        Assert.All(await service.Get<StorageCheck>().RunAsync(Stop), finding => Assert.Equal((finding.About, 0L), (finding.About, finding.Faults)));
        var first = await service.ReadAsync<string>("SELECT id FROM records WHERE source = 'clinicaltrials' ORDER BY id LIMIT 1");

        foreach (var (wrong, about, said) in Wrongs)
        {
            var sql = wrong.Replace("NCT9000000", first[..^1], StringComparison.Ordinal);
            await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync(sql), Stop);

            var findings = await service.Get<StorageCheck>().RunAsync(Stop);

            Assert.True(findings.Any(finding => finding.About == about && finding.Faults > 0 && finding.Said.Contains(said, StringComparison.Ordinal)),
                $"{wrong}: {string.Join("; ", findings.Where(finding => finding.Faults > 0).Select(finding => $"{finding.About}: {finding.Said}"))}");
        }
        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync(
            service.Get<Database>().Dialect.GoOnAfter("changes", "number"), new { last = 1L }), Stop);
        Assert.Contains(await service.Get<StorageCheck>().RunAsync(Stop), finding => finding.About == "numbers" && finding.Said.StartsWith("the next change would get the number 2, though", StringComparison.Ordinal));
    }
}
