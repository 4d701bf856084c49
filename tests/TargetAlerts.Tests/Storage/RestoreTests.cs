using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Storage;

/// <summary>A backup of a running service, restored two days later.</summary>
public sealed class RestoreTests
{
    private const string Ada = "ada@example.org", Bob = "bob@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restored_two_days_later_it_waits_for_a_person_and_then_tells_everything_once()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        await stage.DayAsync(1);
        stage.NewMails();
        stage.Publish(2);
        await stage.Service.CheckAsync();
        var waiting = Assert.Single(await stage.Service.DigestNowAsync());
        await stage.BackUpAsync();
        await stage.RunAsync();
        var sent = Assert.Single(stage.NewMails());
        await stage.DayAsync(3);
        await stage.DayAsync(4);
        Assert.Equal(["03", "04"], stage.NewMails().Select(mail => mail.Papers));
        File.Delete(stage.Database);

        var report = await stage.RestoreAsync();
        await stage.DayAsync(5);
        await stage.DayAsync(6);

        Assert.Equal((1, null), (report.Waiting, report.Kept));
        Assert.Empty(stage.NewMails());
        Assert.Equal((1, 1), (await stage.Service.ReadAsync<int>("SELECT COUNT(*) FROM digests WHERE state = 'ready'"), await stage.Service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE state = 'ready' AND maybe_sent = 1")));
        Assert.Contains("held", (await Assert.ThrowsAsync<InvalidOperationException>(stage.Service.DigestNowAsync)).Message, StringComparison.Ordinal);

        Assert.NotNull(await stage.Service.Get<SendingHold>().ReleaseAsync("tests", Stop));
        stage.Service.Clock.Jump(TimeSpan.FromHours(3));
        await stage.RunAsync();
        await stage.RunAsync();

        // What waited at the backup under its own Message-ID, and all that came since as one digest.
        var after = stage.NewMails();
        Assert.Equal(["02", "03 04 05 06"], after.Select(mail => mail.Papers).Order());
        Assert.Equal(sent, after.Single(mail => mail.Papers == "02"));
        Assert.Equal("sent", await stage.Service.ReadAsync<string>($"SELECT state FROM digests WHERE id = '{waiting.Id}'"));
        await stage.DayAsync(7);
        Assert.Equal(["07"], stage.NewMails().Select(mail => mail.Papers));
    }

    [Fact]
    public async Task Who_left_since_the_backup_stays_away_and_what_was_sent_since_is_not_sent_again()
    {
        await using var stage = await RestoreStage.StartAsync(Ada, Bob);
        var service = stage.Service;
        stage.Publish(1);
        await service.CheckAsync();
        await service.DigestNowAsync();
        await stage.BackUpAsync();
        await stage.RunAsync();
        Assert.Equal(2, stage.NewMails().Count);
        var (ada, bob) = (await AlertAsync(service, Ada), await AlertAsync(service, Bob));
        await service.Get<AlertLife>().LeaveAsync(ada, Stop);
        var eve = await service.AddAlertAsync(email: "eve@example.org");
        await service.Get<Bounces>().SuppressAsync("dan@example.org", "550", Stop);

        var report = await stage.RestoreAsync();

        Assert.Equal(new KeptSince(1, 1, 2, []), report.Kept! with { Missing = [] });
        Assert.Empty(report.Kept.Missing);
        Assert.Equal(["left", "active"], await service.ListAsync<string>($"SELECT state FROM alerts ORDER BY id <> '{ada}'"));
        Assert.Equal(0, await service.ReadAsync<int>($"SELECT COUNT(*) FROM alerts WHERE id = '{eve}'"));
        await service.Get<SendingHold>().ReleaseAsync("tests", Stop);
        await stage.DayAsync(2);
        Assert.Equal([("bob@example.org", "02")], stage.NewMails().Select(mail => (mail.To, mail.Papers)));
        Assert.True(File.Exists(report.Aside));
        Assert.NotEqual(ada, bob);
    }

    [Fact]
    public async Task An_alert_that_was_erased_since_the_backup_is_paused_and_named()
    {
        await using var stage = await RestoreStage.StartAsync(Ada, Bob);
        await stage.BackUpAsync();
        var bob = await AlertAsync(stage.Service, Bob);
        var erasure = stage.Service.Get<Erasure>();
        await erasure.EraseAsync((await erasure.SubscriberAsync(EmailAddress.Parse(Bob), Stop))!, "tests", Stop);

        var report = await stage.RestoreAsync();
        await stage.Service.Get<SendingHold>().ReleaseAsync("tests", Stop);
        await stage.DayAsync(1);

        Assert.Equal([bob], report.Kept!.Missing);
        Assert.Equal([(Ada, "01")], stage.NewMails().Select(mail => (mail.To, mail.Papers)));
    }

    [Fact]
    public async Task A_backup_put_in_place_by_hand_is_held_and_so_is_any_older_copy()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        await stage.DayAsync(1);
        await stage.BackUpAsync();
        using (var source = SqliteFile.Open(stage.Database, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite)) SqliteFile.CopyTo(source, stage.Database + ".copy");
        await stage.DayAsync(2);
        Assert.Equal(2, stage.NewMails().Count);

        foreach (var copy in new[] { stage.Backup, stage.Database + ".copy" })
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var journal in SqliteFile.Journals) File.Delete(stage.Database + journal);
            File.Copy(copy, stage.Database, overwrite: true);
            // What our own command copied needs no witness.
            if (copy == stage.Backup) File.Move(stage.Mark, stage.Mark + ".away");
            await stage.DayAsync(3);

            Assert.Empty(stage.NewMails());
            Assert.NotNull(await stage.Service.Get<SendingHold>().ReadAsync(Stop));
            if (copy == stage.Backup) File.Move(stage.Mark + ".away", stage.Mark);
        }
        Assert.Contains("put in its place", await stage.Service.ReadAsync<string>("SELECT detail FROM audit WHERE action = 'alarm'"), StringComparison.Ordinal);

        await stage.Service.Get<SendingHold>().ReleaseAsync("tests", Stop);
        stage.Service.Clock.Jump(TimeSpan.FromHours(3));
        await stage.RunAsync();
        Assert.Equal(["02 03"], stage.NewMails().Select(mail => mail.Papers));
        Assert.Null(await stage.Service.Get<SendingHold>().ReadAsync(Stop));
    }

    [Fact]
    public async Task A_release_on_one_node_holds_for_a_node_that_saw_more()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        var (store, time) = (stage.Service.Get<HoldStore>(), stage.Service.Clock);
        var folders = new[] { "one", "two" }.Select(name => Directory.CreateDirectory(Path.Combine(stage.Service.Options.DataDirectory, name)).FullName).ToList();
        var nodes = folders.Select(folder => new SendingHold(store, new SendMark(folder), stage.Service.Get<IOperatorAlarm>(), time)).ToList();
        await nodes[0].NoteRoundAsync(Stop);
        await nodes[1].NoteRoundAsync(Stop);
        await stage.Service.Get<SettingsStore>().WriteAsync("rounds", "0", Stop);
        Assert.NotNull(await nodes[0].ReadAsync(Stop));

        await nodes[0].ReleaseAsync("tests", Stop);

        Assert.Null(await nodes[1].ReadAsync(Stop));
        Assert.Null(await nodes[0].ReadAsync(Stop));
    }

    [Fact]
    public async Task What_another_process_sends_meanwhile_makes_no_database_older()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        var hold = stage.Service.Get<SendingHold>();
        var sending = Task.Run(async () =>
        {
            for (var round = 0; round < 200; round++) await hold.NoteRoundAsync(Stop);
        }, Stop);

        while (!sending.IsCompleted) Assert.Null(await Task.Run(() => hold.ReadAsync(Stop), Stop));

        await sending;
    }

    [Fact]
    public async Task What_is_no_whole_database_of_ours_changes_nothing()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        await stage.BackUpAsync();
        var before = await File.ReadAllBytesAsync(stage.Backup, Stop);
        foreach (var (bytes, said) in new (byte[], string)[]
        {
            (before[..(before.Length / 2)], "nothing was changed"),
            ([.. before.Take(before.Length / 3), .. new byte[before.Length / 3], .. before.TakeLast(before.Length - (2 * (before.Length / 3)))], "nothing was changed"),
            ("not a database"u8.ToArray(), "not a whole database"),
        })
        {
            await File.WriteAllBytesAsync(stage.Backup, bytes, Stop);
            Assert.Contains(said, (await Assert.ThrowsAsync<InvalidOperationException>(stage.RestoreAsync)).Message, StringComparison.Ordinal);
            Assert.Equal("active", await stage.Service.ReadAsync<string>("SELECT state FROM alerts"));
        }
        await File.WriteAllBytesAsync(stage.Backup, before, Stop);
        using (var torn = SqliteFile.Open(stage.Backup, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite)) Dapper.SqlMapper.Execute(torn, "PRAGMA foreign_keys = OFF; DELETE FROM subscribers");
        Assert.Contains("a row of alerts refers", (await Assert.ThrowsAsync<InvalidOperationException>(stage.RestoreAsync)).Message, StringComparison.Ordinal);
        using (var foreign = SqliteFile.Open(stage.Backup + "2", Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate)) Dapper.SqlMapper.Execute(foreign, "CREATE TABLE t (x)");
        Assert.Contains("not of TargetAlerts", (await Assert.ThrowsAsync<InvalidOperationException>(() => new SqliteRestore(stage.Database, stage.Service.Clock.GetUtcNow()).RunAsync(stage.Backup + "2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_command_has_it_open_nothing_is_changed_and_a_broken_off_restore_is_said()
    {
        await using var stage = await RestoreStage.StartAsync(Ada);
        await stage.BackUpAsync();
        await using (var busy = SqliteFile.Open(stage.Database, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite))
        {
            Dapper.SqlMapper.Execute(busy, "SELECT COUNT(*) FROM alerts");
            Assert.Contains("in use", (await Assert.ThrowsAsync<InvalidOperationException>(stage.RestoreAsync)).Message, StringComparison.Ordinal);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(stage.Database, stage.Database + ".elsewhere");

        Assert.Contains("storage restore again", Assert.Throws<InvalidOperationException>(() => new Database(new SqliteDialect(stage.Database)).Upgrade()).Message, StringComparison.Ordinal);
        await stage.RestoreAsync();
        Assert.Equal("active", await stage.Service.ReadAsync<string>("SELECT state FROM alerts"));
    }

    private static Task<string> AlertAsync(TestService service, string address) =>
        service.ReadAsync<string>($"SELECT a.id FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id WHERE s.address = '{address}'");
}
