using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Storage.Care;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Web;
using TargetAlerts.Upstreams;
using TargetAlerts.Web.Feeds;

namespace TargetAlerts.Tests.Storage;

public sealed class RetentionOnSqlite() : RetentionTests(DatabaseKind.Sqlite);

public sealed class RetentionOnPostgres() : RetentionTests(DatabaseKind.Postgres);

/// <summary>What is old goes, what is needed stays; with days short enough to be lived through.</summary>
public abstract partial class RetentionTests(DatabaseKind database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_mail_goes_and_its_digest_stays_in_the_archive_until_its_changes_go()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        var digest = await service.ReadAsync<string>("SELECT id FROM digests WHERE number = 1");
        service.Clock.Jump(TimeSpan.FromDays(6));

        Assert.Equal(1, (await service.Get<Retention>().RunAsync(Stop)).Mails);

        await using var pages = await service.ServeAsync();
        var archive = WebUtility.HtmlDecode(await pages.Client.GetStringAsync(service.Manage(alert, "archive"), Stop));
        Assert.Contains("No. 1", archive, StringComparison.Ordinal);
        Assert.Contains("the mail itself is kept no longer", archive, StringComparison.Ordinal);
        Assert.DoesNotContain("Resend", archive, StringComparison.Ordinal);
        foreach (var path in new[] { service.Manage(alert, $"archive/{digest}"), new Uri(service.Get<Links>().Digest(digest)).AbsolutePath })
        {
            using var gone = await pages.Client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Contains("This mail is kept no longer", await gone.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        Assert.Contains("kept no longer", (await Assert.ThrowsAsync<UsageException>(() => service.Get<Resend>().ResendAsync(digest, Stop))).Message, StringComparison.Ordinal);

        service.Clock.Jump(TimeSpan.FromDays(5));
        await service.NewsAsync(2);
        await service.DeliverAsync();
        var report = await service.Get<Retention>().RunAsync(Stop);

        Assert.Equal((2, 1), (report.Changes, report.Digests));
        service.Clock.Jump(TimeSpan.FromDays(11));
        await service.CheckAsync();
        Assert.True(await service.Get<TargetAlerts.Digests.DigestRound>().MakeDueAsync(Stop) is [{ State: "empty" }]);
        report = await service.Get<Retention>().RunAsync(Stop);
        // The last change keeps its number, and the digest that told it with it.
        Assert.Equal((1, 0), (report.Changes, report.Digests));
        Assert.Equal((1, 1), (await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"), await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger")));
        await service.NewsAsync(3);
        Assert.Equal((3, 2), await service.ReadAsync<(int, int)>("SELECT number, items FROM digests WHERE state = 'ready'"));
    }

    [Fact]
    public async Task What_waits_to_be_considered_told_or_sent_stays_however_old_it_is()
    {
        await using var service = await StartAsync();
        var failed = await service.AddAlertAsync(wish => wish with { Sources = ["pubmed"] }, "failed@example.org");
        var unsent = await service.AddAlertAsync(wish => wish with { Sources = ["clinicaltrials"] }, "unsent@example.org");
        await service.NewsAsync(1);
        await service.Get<Database>().WriteAsync(async connection =>
        {
            var message = await connection.QuerySingleAsync<(string Id, string Digest)>("SELECT id, digest_id FROM messages WHERE alert_id = @failed", new { failed });
            await MessageEndings.CancelAsync(connection, message.Id, failed, message.Digest, maybeSent: false, "tests", service.Clock.GetUtcNow());
        }, Stop);
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_050, service.Model.Today));
        await service.CheckAsync();
        await service.AddAlertAsync(email: "later@example.org");
        service.Clock.Jump(TimeSpan.FromDays(40));
        // A later change than all of these, so that none is kept for being the last.
        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync("""
            INSERT INTO changes (source, record_id, target, kind, severity, facts, fingerprint_version, fingerprint, check_id, detected_at)
            SELECT source, record_id, target, kind, severity, facts, fingerprint_version, fingerprint, 'later', @now FROM changes WHERE record_id = '95000050';
            UPDATE alerts SET position = (SELECT MAX(number) FROM changes) WHERE id <> @failed
            """, new { failed, now = service.Clock.GetUtcNow() }), Stop);

        await service.Get<Retention>().RunAsync(Stop);

        Assert.Equal(4, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        Assert.Equal(1, await service.ReadAsync<int>($"SELECT COUNT(*) FROM message_bytes b JOIN messages m ON m.id = b.id WHERE m.alert_id = '{unsent}'"));
        // The paper waits in one ledger, the trial's change in a digest that is not sent; the second paper is passed by now.
        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync("UPDATE alerts SET position = (SELECT MAX(number) FROM changes)"), Stop);
        await service.Get<Retention>().RunAsync(Stop);
        Assert.Equal(3, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync($"UPDATE ledger SET state = 'muted' WHERE alert_id = '{failed}'"), Stop);
        await service.Get<Retention>().RunAsync(Stop);
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
        await service.DeliverAsync();
        Assert.Single(Directory.GetFiles(service.Outbox, "*.eml"));
        await service.Get<Retention>().RunAsync(Stop);
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM changes"));
    }

    [Fact]
    public async Task A_record_withdrawn_long_ago_keeps_its_id_alone_and_never_comes_as_new_again()
    {
        await using var service = await StartAsync();
        var trial = service.Model.Trials.Find(Sample.TrialNumber(3))!;
        service.Model.Trials.Delete(trial.NctId);
        for (var day = 0; day < 2; day++)
        {
            service.Clock.Jump(TimeSpan.FromDays(1));
            await service.CheckAsync("clinicaltrials", full: true);
        }
        Assert.Equal("withdrawn", await service.ReadAsync<string>("SELECT kind FROM changes"));
        service.Model.PubMed.Add(Sample.Article(95_000_001, service.Model.Today));
        service.Clock.Jump(TimeSpan.FromDays(11));
        await service.CheckAsync();

        Assert.Equal(1, (await service.Get<Retention>().RunAsync(Stop)).Emptied);
        Assert.Equal(0, (await service.Get<Retention>().RunAsync(Stop)).Emptied);

        Assert.Equal("{}", await service.ReadAsync<string>($"SELECT facts FROM records WHERE id = '{trial.NctId}'"));
        Assert.Equal(0, await service.ReadAsync<int>($"SELECT COUNT(*) FROM changes WHERE record_id = '{trial.NctId}'"));
        service.Model.Trials.Add([trial]);
        await service.CheckAsync("clinicaltrials", full: true);
        Assert.Equal(("updated", "back", "[]"), await service.ReadAsync<(string, string, string)>($"SELECT kind, reason, facts FROM changes WHERE record_id = '{trial.NctId}'"));
        Assert.NotEqual("{}", await service.ReadAsync<string>($"SELECT facts FROM records WHERE id = '{trial.NctId}'"));
    }

    [Fact]
    public async Task A_calendars_sequence_does_not_fall_with_the_changes_it_counts()
    {
        await using var service = await StartAsync();
        var alert = await service.AddAlertAsync();
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(Sample.TrialNumber(1), trial => trial with { PrimaryCompletion = new("2027-09-01", "ESTIMATED") });
        await service.CheckAsync();
        await service.DigestNowAsync();
        await service.DeliverAsync();
        service.Clock.Jump(TimeSpan.FromDays(11));
        await service.NewsAsync(2);
        await using var pages = await service.ServeAsync();
        var before = await SequencesAsync(pages, service, alert);

        Assert.NotEqual(0, (await service.Get<Retention>().RunAsync(Stop)).Changes);

        var after = await SequencesAsync(pages, service, alert);
        Assert.Equal(1, before.Max());
        Assert.All(before.Zip(after), pair => Assert.True(pair.Second >= pair.First));
    }

    [Fact]
    public async Task The_database_does_not_grow_with_the_years()
    {
        await using var service = await StartAsync();
        await service.AddAlertAsync();
        var sizes = new List<long>();
        for (var news = 1; news <= 24; news++)
        {
            service.Clock.Jump(TimeSpan.FromDays(2));
            service.Model.Trials.Change(Sample.TrialNumber(1), trial => trial with { PrimaryCompletion = new(string.Create(CultureInfo.InvariantCulture, $"{2030 + news}-09-01"), "ESTIMATED") });
            await service.CheckAsync();
            await service.DigestNowAsync();
            await service.DeliverAsync();
            await service.Get<AlertRun>().MaintainAsync(Stop);
            sizes.Add(await service.ReadAsync<long>("""
                SELECT (SELECT COUNT(*) FROM changes) + (SELECT COUNT(*) FROM ledger) + (SELECT COUNT(*) FROM digests) + (SELECT COUNT(*) FROM messages)
                  + (SELECT COUNT(*) FROM message_bytes) + (SELECT COUNT(*) FROM checks) + (SELECT COUNT(*) FROM audit)
                """));
        }
        Assert.Equal(24, await service.ReadAsync<int>("SELECT MAX(number) FROM digests"));
        Assert.Equal(24, Directory.GetFiles(service.Outbox, "*.eml").Length);
        Assert.True(sizes[..12].Max() >= sizes[12..].Max(), string.Join(' ', sizes));
    }

    private Task<TestService> StartAsync() => ArchiveStage.StartAsync(database, options => options.Retention = new() { MailDays = 5, HistoryDays = 10, CheckDays = 10, AuditDays = 10 });

    private static async Task<int[]> SequencesAsync(ServedPages pages, TestService service, string alert) =>
        [.. Sequence().Matches(await pages.Client.GetStringAsync(service.Feed(alert, FeedPages.Calendar), Stop)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^SEQUENCE:(\d+)", RegexOptions.Multiline)]
    private static partial Regex Sequence();
}
