using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Tests.Kill;
using TargetAlerts.Tests.Web;

namespace TargetAlerts.Tests.Storage;

/// <summary>A whole database into another, and the service that goes on with it.</summary>
public sealed class StorageCopyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task To_PostgreSQL_and_back_nothing_is_lost_and_nothing_mailed_twice()
    {
        await using var world = await KillWorld.StartAsync(KillStorage.Sqlite, null, Stop);
        await world.DoAsync("check");
        await Kill.Subscribers.AddAllAsync(world);
        world.Happen(1);
        await world.TellAsync();
        world.Happen(2);
        await world.DoAsync("check");
        await world.DoAsync("digest", "--now");
        world.Happen(3);
        await world.DoAsync("check");

        var postgres = PostgresServer.NewSharedDatabase();
        await world.DoAsync("storage", "copy", "--to-provider", "postgres", "--to", postgres);
        Assert.Contains("sends in its place", (await world.RunAsync("deliver")).Complained, StringComparison.Ordinal);
        Assert.Contains("everybody is written to twice", (await world.RunAsync("mail", "release")).Complained, StringComparison.Ordinal);
        Assert.Contains("not empty", (await world.RunAsync("storage", "copy", "--to-provider", "postgres", "--to", postgres)).Complained, StringComparison.Ordinal);
        // As after a crash just before the copy counted: the former is held, the copy empty. It is made again.
        var again = PostgresServer.NewSharedDatabase();
        await world.DoAsync("storage", "copy", "--to-provider", "postgres", "--to", again);
        world.Set("Storage:Provider", "postgres");
        world.Set("Storage:ConnectionString", again);
        world.Happen(4);
        await world.TellAsync();
        Assert.Empty(world.Reconcile().Lost);

        var file = Path.Combine(world.Folder, "back.db");
        await world.DoAsync("storage", "copy", "--to-provider", "sqlite", "--to", file);
        world.Set("Storage:Provider", "sqlite");
        world.Set("Storage:ConnectionString", file);
        world.Happen(5);
        await world.TellAsync();
        Assert.Equal("", (await world.DoAsync("storage", "check")).Complained.Trim());

        var verdict = world.Reconcile();
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Equal(0, verdict.Duplicates);
    }

    [Fact]
    public async Task Each_table_is_equal_and_numbers_go_on_where_they_were()
    {
        await using var service = await ArchiveStage.StartAsync();
        await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await service.NewsAsync(2);
        var from = service.Get<Database>();
        // Numbers that were given and are gone must not be given again.
        await from.WriteAsync(connection => connection.ExecuteAsync("UPDATE sqlite_sequence SET seq = seq + 40 WHERE name = 'changes'"), Stop);
        var to = new Database(new PostgresDialect(PostgresServer.NewSharedDatabase()));

        var report = await new StorageCopy(from, to, service.Clock).RunAsync("postgres", _ => { }, Stop);

        Assert.False(report.Held);
        Assert.True(report.Tables.Sum(table => table.Rows) > 100);
        Assert.Equal(await Tables.NamesAsync(from, Stop), report.Tables.Select(table => table.Table).Order(StringComparer.Ordinal));
        foreach (var table in report.Tables)
        {
            var rows = await Tables.RowsAsync(to, table.Table, Stop);
            Assert.Equal((await Tables.RowsAsync(from, table.Table, Stop)).Where(row => !row.StartsWith("moved", StringComparison.Ordinal)), rows);
            Assert.Equal(table.Rows, rows.Count);
        }
        var given = await from.ReadAsync(connection => connection.QuerySingleAsync<long>("SELECT seq FROM sqlite_sequence WHERE name = 'changes'"), Stop);
        Assert.Equal(given, await to.ReadAsync(connection => connection.QuerySingleAsync<long>(to.Dialect.LastGiven("changes", "number")), Stop));
        Assert.Equal(given + 1, await to.WriteAsync(connection => connection.QuerySingleAsync<long>("""
            INSERT INTO changes (source, record_id, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at) VALUES ('s', 'r', 'updated', 0, '[]', 1, '', 'c', 0) RETURNING number
            """), Stop));
    }

    [Fact]
    public async Task What_was_held_is_held_in_the_copy_too()
    {
        await using var service = await ArchiveStage.StartAsync();
        await service.Get<TargetAlerts.Delivery.SendingHold>().HoldAsync("tests", Stop);
        var to = new Database(new PostgresDialect(PostgresServer.NewSharedDatabase()));

        Assert.True((await new StorageCopy(service.Get<Database>(), to, service.Clock).RunAsync("postgres", _ => { }, Stop)).Held);

        Assert.Equal("tests", (await new HoldStore(to).ReadAsync(Stop)).Hold!.Why);
    }

    [Fact]
    public async Task Beside_a_running_node_nothing_is_copied()
    {
        await using var service = await ArchiveStage.StartAsync(DatabaseKind.Postgres);
        var file = Path.Combine(service.Options.DataDirectory, "copy.db");
        var copy = new StorageCopy(new Database(new PostgresDialect(service.Options.Storage.ConnectionString + ";Application Name=copy")), new Database(new SqliteDialect(file)), service.Clock);
        await using (await service.Get<Database>().OpenAsync(Stop))
        {
            Assert.Contains("stop all nodes", (await Assert.ThrowsAsync<InvalidOperationException>(() => copy.RunAsync("sqlite", _ => { }, Stop))).Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, await new Database(new SqliteDialect(file)).ReadAsync(connection => connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM records"), Stop));
    }

    [Fact]
    public async Task A_copy_that_is_not_equal_does_not_count()
    {
        await using var service = await ArchiveStage.StartAsync();
        var to = new Database(new PostgresDialect(PostgresServer.NewSharedDatabase()));
        to.Upgrade();
        await to.WriteAsync(connection => connection.ExecuteAsync("""
            CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN NEW.title := NEW.title || '!'; RETURN NEW; END $f$;
            CREATE TRIGGER spoil BEFORE INSERT ON records FOR EACH ROW WHEN (NEW.kind = 'trial') EXECUTE FUNCTION spoil()
            """), Stop);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new StorageCopy(service.Get<Database>(), to, service.Clock).RunAsync("postgres", _ => { }, Stop));

        Assert.Contains("The copy of records is not equal", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await to.ReadAsync(connection => connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM watches"), Stop));
        Assert.Null((await service.Get<HoldStore>().ReadAsync(Stop)).Hold);
    }

    [Fact]
    public async Task A_small_sample_of_the_long_copy_is_equal() => await LongCopy.ProveAsync(records: 3_000, alerts: 50, TestContext.Current.TestOutputHelper!, Stop);

    /// <summary>The long proof; tests/long-copy.sh runs it.</summary>
    [Fact(Explicit = true)]
    [Trait("Long", "copy")]
    public async Task A_hundred_thousand_records_and_a_thousand_alerts_are_equal()
    {
        var small = await LongCopy.ProveAsync(records: 10_000, alerts: 100, TestContext.Current.TestOutputHelper!, Stop);
        var large = await LongCopy.ProveAsync(records: 100_000, alerts: 1_000, TestContext.Current.TestOutputHelper!, Stop);
        Assert.True(large < small * 1.5, $"{small} KiB for a tenth, {large} KiB for all");
    }
}
