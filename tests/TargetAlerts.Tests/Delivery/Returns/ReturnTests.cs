using TargetAlerts.Delivery.Returns;
using TargetAlerts.Operations;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Delivery.Returns;

public sealed class ReturnsOnSqlite() : ReturnTests(DatabaseKind.Sqlite);

public sealed class ReturnsOnPostgres() : ReturnTests(DatabaseKind.Postgres);

/// <summary>What follows from reports and complaints.</summary>
public abstract class ReturnTests(DatabaseKind database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complaint_unsubscribes_at_once_and_nothing_is_answered()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        var service = stage.Service;
        var alerts = await stage.AddAlertsAsync("ada", "ben", "cid", "dan");
        var sent = await stage.MailedAsync();
        var messages = await service.ReadAsync<int>("SELECT COUNT(*) FROM messages");
        string Local(string name) => sent[name].Split('@')[0];

        var read = await stage.ReadAsync(
            Reports.Complaint(Local("ada"), "abuse", ""),
            // Without the sender: our own head in it, and the link alone where the provider left out the rest.
            Reports.Complaint("redacted", "Opt-Out", $"Return-Path: <{sent["ben"]}>", "text/rfc822-headers"),
            Reports.Complaint("redacted", "abuse", $"List-Unsubscribe: <{service.Get<Links>().Unsubscribe(alerts[2])}>"));

        Assert.Equal([KeyValuePair.Create(ReturnKind.Complaint, 3)], read);
        Assert.Equal(["left", "left", "left", "active"], await StatesAsync(service, alerts));
        // A mail may be passed on: who has its link can leave, and that is all.
        Assert.Equal(["ada", "ben"], await service.SuppressedAsync("ada", "ben", "cid", "dan"));
        Assert.Equal(3, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'left' AND actor = 'complaint'"));
        Assert.Equal(messages, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
        Assert.Equal(["dan"], (await NamesOfNewMailsAsync(stage)).Distinct());
    }

    [Fact]
    public async Task What_is_read_twice_or_said_twice_of_one_message_counts_once()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        await stage.AddAlertsAsync("ada");
        var to = (await stage.MailedAsync())["ada"];
        var report = Reports.Failure(to, ("ada@example.org", "failed", "5.2.0"));

        Assert.Equal([KeyValuePair.Create(ReturnKind.Soft, 1)], await stage.ReadAsync(report));
        for (var day = 0; day < 4; day++)
        {
            stage.Service.Clock.Jump(TimeSpan.FromDays(1));
            // The same bytes, as after a crash before the file was deleted, and the same said in other words.
            Assert.Empty(await stage.ReadAsync(report, report.Replace("It did not work", $"It failed {day}", StringComparison.Ordinal)));
        }

        Assert.Empty(await stage.Service.SuppressedAsync("ada"));
        Assert.Equal(1, await stage.Service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'bounce'"));
        Assert.Empty(Directory.GetFiles(stage.Box));
        Assert.Equal(1, (await stage.ReadAsync("Subject: away\n\nUntil Monday.")).Values.Sum());
        Assert.Equal(0, (await stage.ReadAsync("Subject: away\n\nUntil Monday.")).Values.Sum());
    }

    [Fact]
    public async Task Several_readers_of_one_folder_count_each_message_once()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        string[] names = [.. Enumerable.Range(0, 8).Select(at => $"reader{at}")];
        await stage.AddAlertsAsync(names);
        var sent = await stage.MailedAsync();
        stage.Put([.. names.Select(name => Reports.Failure(sent[name], ($"{name}@example.org", "failed", "5.3.0")))]);
        stage.Put([.. names.Select(name => $"Subject: {name}\n\nI am away.")]);

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stage.Service.Get<ReturnRound>().ReadAsync(Stop))));

        Assert.Equal((8, 8), (reports.Sum(report => report.Read.GetValueOrDefault(ReturnKind.Soft)), reports.Sum(report => report.Read.GetValueOrDefault(ReturnKind.Ignored))));
        Assert.Equal(8, await stage.Service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'bounce'"));
        Assert.Equal((0, 8), (Directory.GetFiles(stage.Box).Length, Directory.GetFiles(stage.Ignored).Length));
    }

    [Fact]
    public async Task Three_failures_suppress_on_three_different_days_within_thirty()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        await stage.AddAlertsAsync("daily", "sameday", "seldom");
        var late = new List<string>();
        for (var mail = 0; mail < 3; mail++)
        {
            var sent = await stage.MailedAsync();
            late.Add(Reports.Failure(sent["sameday"], ("sameday@example.org", "failed", "5.2.1")));
            string Failure(string name) => Reports.Failure(sent[name], ($"{name}@example.org", "failed", "5.2.1"));
            await stage.ReadAsync(mail == 0 ? [Failure("daily"), Failure("seldom")] : [Failure("daily")]);
            if (mail == 2) Assert.Equal(3, (await stage.ReadAsync([.. late]))[ReturnKind.Soft]);
            Assert.Equal(mail == 2 ? ["daily"] : [], await stage.Service.SuppressedAsync("daily", "sameday", "seldom"));
        }
        stage.Service.Clock.Jump(TimeSpan.FromDays(27));
        for (var mail = 0; mail < 2; mail++)
        {
            // The first of its three is 31 days old when the last comes.
            var sent = await stage.MailedAsync();
            await stage.ReadAsync(Reports.Failure(sent["seldom"], ("seldom@example.org", "failed", "5.2.1")));
        }
        Assert.Equal(["daily"], await stage.Service.SuppressedAsync("daily", "sameday", "seldom"));
        await stage.ReadAsync(Reports.Failure((await stage.MailedAsync())["seldom"], ("seldom@example.org", "failed", "5.2.1")));
        Assert.Equal(["daily", "seldom"], await stage.Service.SuppressedAsync("daily", "sameday", "seldom"));
    }

    [Fact]
    public async Task It_concerns_whom_the_token_was_made_for_and_the_mildest_of_several_counts()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        await stage.AddAlertsAsync("ada", "ben", "list");
        var sent = await stage.MailedAsync();

        await stage.ReadAsync(
            Reports.Failure(sent["ada"], ("ben@example.org", "failed", "5.1.1")),
            Reports.Failure(sent["list"], ("one@example.com", "failed", "5.1.1"), ("two@example.com", "delayed", "4.4.1")));

        Assert.Equal(["ada"], await stage.Service.SuppressedAsync("ada", "ben", "list"));
        var reason = await stage.Service.ReadAsync<string>("SELECT reason FROM suppressions");
        Assert.Equal("came back: failed 5.1.1 smtp; 550 5.1.1 <b…@example.org>: made up", reason);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_fault_until_it_is_and_one_message_that_is_stuck_stops_no_other()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        await stage.AddAlertsAsync("ada");
        var to = (await stage.MailedAsync())["ada"];
        Directory.Delete(stage.Box);

        Assert.NotNull((await stage.Service.Get<ReturnRound>().ReadAsync(Stop)).Fault);

        var fault = Assert.Single(await stage.Service.Get<Faults>().FindAsync(Stop));
        Assert.Equal("bounces", fault.Key);
        Assert.StartsWith("What comes back has not been read since 2026-03-03 06:00 UTC: the folder cannot be read", fault.Said, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(stage.Ignored, "00001.eml"));
        stage.Put("Subject: its place is taken\n\nby a folder", Reports.Failure(to, ("ada@example.org", "failed", "5.1.1")));
        Assert.Contains("1 message(s) in it cannot be read or put away", (await stage.Service.Get<ReturnRound>().ReadAsync(Stop)).Fault, StringComparison.Ordinal);
        Assert.Equal(["ada"], await stage.Service.SuppressedAsync("ada"));
        Directory.Delete(Path.Combine(stage.Ignored, "00001.eml"));
        await stage.ReadAsync();
        Assert.Empty(await stage.Service.Get<Faults>().FindAsync(Stop));
    }

    [Fact]
    public async Task What_was_ignored_goes_after_a_while_and_what_is_known_of_an_erased_reader_with_the_reader()
    {
        await using var stage = await ReturnStage.StartAsync(database);
        await stage.AddAlertsAsync("ada");
        var to = (await stage.MailedAsync())["ada"];
        await stage.ReadAsync("Subject: old\n\n.", "Subject: new\n\n.", Reports.Failure(to, ("ada@example.org", "failed", "5.2.2")));
        File.SetLastWriteTimeUtc(Path.Combine(stage.Ignored, "00001.eml"), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));

        await stage.ReadAsync();
        Assert.True(await stage.Service.Get<Erasure>().EraseAsync((await stage.Service.Get<Erasure>().SubscriberAsync(EmailAddress.Parse("ada@example.org"), Stop))!, Actor.Admin, Stop));

        Assert.Equal("00002.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(stage.Ignored))));
        Assert.Equal(0, await stage.Service.ReadAsync<int>("SELECT COUNT(*) FROM returned_mails WHERE kind NOT IN ('ignored')"));
        // What comes back after that is about nobody.
        Assert.Equal([KeyValuePair.Create(ReturnKind.Ignored, 1)], await stage.ReadAsync(Reports.Failure(to, ("ada@example.org", "failed", "5.1.1"))));
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(TestService service, IReadOnlyList<string> alerts)
    {
        var states = new List<string>();
        foreach (var alert in alerts) states.Add(await service.ReadAsync<string>($"SELECT state FROM alerts WHERE id = '{alert}'"));
        return states;
    }

    private static async Task<IReadOnlyList<string>> NamesOfNewMailsAsync(ReturnStage stage)
    {
        var before = await stage.Service.ListAsync<string>("SELECT id FROM messages");
        await stage.MailedAsync();
        return [.. (await stage.Service.ListAsync<(string Id, string Recipient)>("SELECT id, recipient FROM messages")).Where(row => !before.Contains(row.Id)).Select(row => row.Recipient.Split('@')[0])];
    }
}
