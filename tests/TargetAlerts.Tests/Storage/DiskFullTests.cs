using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Operations;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Storage;

/// <summary>A disk that is full or read-only: said clearly, nothing lost, and mended without a restart.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_fill_under_the_running_service_loses_nothing() => output.WriteLine(await FullDisk.ProveAsync(fills: 1, Stop));

    /// <summary>The long proof; tests/long-disk.sh runs it.</summary>
    [Fact(Explicit = true)]
    [Trait("Long", "disk")]
    public async Task Five_fills_under_the_running_service_lose_nothing() => output.WriteLine(await FullDisk.ProveAsync(fills: 5, Stop));

    [Fact]
    public async Task A_check_on_a_full_disk_is_unavailable_for_that_reason_and_the_next_one_counts()
    {
        using var disk = new TinyDisk(megabytes: 8);
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2025, 12, 1))), options => options.Storage.ConnectionString = Path.Combine(disk.Folder, "small.db"), sources: [UpstreamSource.PubMed]);
        await service.CheckAsync();
        var alert = await service.AddAlertAsync();
        await using var pages = await service.ServeAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Enumerable.Range(1, 30).Select(at => Sample.Article(95_000_000 + at, service.Model.Today)));
        await service.Get<Database>().ReadAsync(connection => connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)"), Stop);
        disk.Fill();

        var report = await service.CheckOneAsync("pubmed");

        Assert.Equal((CheckOutcome.Unavailable, "the disk is full", 0), (report.Outcome, report.Reason, report.Added));
        Assert.Empty(await service.Get<AlertRun>().DigestAsync(Stop));
        Assert.Contains(await service.Get<Faults>().FindAsync(Stop), fault => fault.Key == "storage" && fault.Said.Contains("the disk is full", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await UnsubscribeAsync());
        disk.Free();
        await service.Get<AlertRun>().RunAsync(Stop);
        Assert.DoesNotContain(await service.Get<Faults>().FindAsync(Stop), fault => fault.Key == "storage");
        Assert.True(await service.ReadAsync<int>("SELECT COUNT(*) FROM changes") > 20);
        var again = await service.CheckOneAsync("pubmed", full: true);
        Assert.Equal((CheckOutcome.Complete, 0, await service.ReadAsync<int>("SELECT COUNT(*) FROM records")), (again.Outcome, again.Added, again.Seen));
        Assert.Equal("ok", await service.ReadAsync<string>("PRAGMA integrity_check"));
        Assert.Equal(HttpStatusCode.OK, await UnsubscribeAsync());

        async Task<HttpStatusCode> UnsubscribeAsync()
        {
            using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var answer = await pages.Client.PostAsync(new Uri(service.Get<Links>().Unsubscribe(alert)).AbsolutePath, click, Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_mail_whose_acceptance_cannot_be_noted_is_noted_when_there_is_room_and_never_sent_twice()
    {
        using var disk = new TinyDisk(megabytes: 8);
        await using var relay = new ScriptedSmtpServer();
        await using var service = await TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2025, 12, 1))), options =>
        {
            options.Storage.ConnectionString = Path.Combine(disk.Folder, "small.db");
            options.Mail = Mails.Options(relay.Port);
        }, sources: [UpstreamSource.PubMed]);
        await service.CheckAsync();
        await service.AddAlertAsync();
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        await service.CheckAsync();
        await service.DigestNowAsync();
        var filled = new TaskCompletionSource();
        relay.Script = (step, _) =>
        {
            if (step == Step.Dot)
            {
                using (var open = service.Get<Database>().Open()) open.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                disk.Fill();
                filled.TrySetResult();
            }
            return null;
        };

        var delivering = service.DeliverAsync();
        await filled.Task.WaitAsync(Stop);
        await TestService.UntilAsync(() => Task.FromResult(service.Get<Database>().Trouble is not null));
        Assert.False(delivering.IsCompleted);
        disk.Free();
        relay.Script = (_, _) => null;

        Assert.Equal(new DeliveryReport(1, 0, 0, 0), await delivering);
        Assert.Equal("sent", await service.ReadAsync<string>("SELECT state FROM messages"));
        Assert.Single(relay.Taken);
    }

    [Fact]
    public async Task A_read_only_volume_is_said_and_passes()
    {
        using var disk = new TinyDisk(megabytes: 8);
        await using var service = await TestService.StartAsync(configure: options => options.Storage.ConnectionString = Path.Combine(disk.Folder, "small.db"), sources: [UpstreamSource.PubMed]);
        SqliteConnection.ClearAllPools();
        disk.ReadOnly(true);

        var report = await service.CheckOneAsync("pubmed");

        Assert.Equal((CheckOutcome.Unavailable, "the disk is read-only"), (report.Outcome, report.Reason));
        Assert.Equal("the disk is read-only", Assert.Throws<StorageTroubleException>(() => new Database(Dialect.For(service.Options)).Upgrade()).Message);
        SqliteConnection.ClearAllPools();
        disk.ReadOnly(false);
        await service.Get<AlertRun>().RunAsync(Stop);
        Assert.Equal(WatchState.Ok, Assert.Single(await service.Get<WatchStore>().AllAsync(Stop)).State);
    }

    [Fact]
    public async Task On_PostgreSQL_its_own_words_are_understood()
    {
        await using var service = await TestService.StartAsync(database: DatabaseKind.Postgres, sources: [UpstreamSource.PubMed]);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(service.Options.Storage.ConnectionString).Database;
        var full = await Assert.ThrowsAsync<StorageTroubleException>(() => service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$"), Stop));
        Assert.Equal("the database's disk is full", full.Message);

        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on"), Stop);
        await AnewAsync(service.Get<Database>(), "on");
        Assert.Equal((CheckOutcome.Unavailable, "the database is read-only"), Outcome(await service.CheckOneAsync("pubmed")));
        Assert.Empty(await service.Get<AlertRun>().DigestAsync(Stop));
        await using (var connection = await service.Get<Database>().OpenAsync(Stop))
        {
            await connection.ExecuteAsync("SET default_transaction_read_only = off");
            await connection.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = off");
        }
        await AnewAsync(service.Get<Database>(), "off");
        await service.Get<AlertRun>().RunAsync(Stop);
        Assert.Equal(CheckOutcome.Complete, (await service.CheckOneAsync("pubmed")).Outcome);
    }

    // What is set for a database holds for new sessions: the old ones are ended until the pool has none left.
    private static Task AnewAsync(Database database, string readOnly) => TestService.UntilAsync(async () =>
    {
        var sessions = new List<System.Data.Common.DbConnection>();
        try
        {
            for (var session = 0; session < 6; session++)
            {
                sessions.Add(await database.OpenAsync(Stop));
                if (await sessions[^1].QuerySingleAsync<string>("SHOW default_transaction_read_only") == readOnly) continue;
                await sessions[^1].ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()");
            }
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
        finally
        {
            foreach (var session in sessions) await session.DisposeAsync();
        }
    });

    private static (CheckOutcome, string?) Outcome(CheckReport report) => (report.Outcome, report.Reason);
}
