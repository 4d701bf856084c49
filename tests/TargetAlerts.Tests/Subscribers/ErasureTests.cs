using System.Net;
using System.Text.Json;
using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Web;

namespace TargetAlerts.Tests.Subscribers;

public sealed class ErasureOnSqlite() : ErasureTests(DatabaseKind.Sqlite);

public sealed class ErasureOnPostgres() : ErasureTests(DatabaseKind.Postgres);

/// <summary>What is known of a subscriber, taken along or forgotten.</summary>
public abstract class ErasureTests(DatabaseKind database)
{
    private const string Address = "ada@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erased_by_the_page_nothing_is_left_but_the_keyed_hash_and_others_keep_theirs()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var (first, second) = (await service.AddAlertAsync(), await service.AddAlertAsync(request => request with { Kinds = ["trial"] }));
        var ben = await service.AddAlertAsync(email: "ben@example.org");
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await service.NewsAsync(2);
        await service.Get<AlertDesk>().SendManageLinkAsync(first, Stop);
        await service.Get<IOperatorAlarm>().RaiseAsync("alert:" + first, "A made-up alarm.", Stop);
        await service.Get<Bounces>().SuppressAsync(Address, "bounced (made up)", Stop);
        string[] digests = [.. await service.ListAsync<string>($"SELECT id FROM digests WHERE alert_id IN ('{first}', '{second}')")];
        var bens = await OfAsync(service, ben);
        await using var pages = await service.ServeAsync();
        var page = await pages.Client.GetStringAsync(service.Manage(second, "erase"), Stop);
        Assert.Contains("SERT weekly, SERT weekly", page, StringComparison.Ordinal);
        Assert.Contains("4 digests", page, StringComparison.Ordinal);

        var (status, erased) = await pages.PressAsync(service.Manage(second, "erase"), "Erase everything", Stop);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Everything is erased", erased, StringComparison.Ordinal);
        await NothingOfAsync(service, [Address, first, second, .. digests]);
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM suppressions"));
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'erased' AND actor = 'subscriber'"));
        Assert.Equal(bens, await OfAsync(service, ben));
        foreach (var path in new[] { "manage", "erase", "archive", "export" }) Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync(service.Manage(first, path), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await pages.Client.GetAsync(service.Feed(first, "feed.atom"), Stop)).StatusCode);
        // Who was forgotten can begin anew.
        await service.AddAlertAsync();
    }

    [Fact]
    public async Task It_waits_for_a_message_that_is_being_sent_and_nothing_else_is_made_or_sent_meanwhile()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        var other = await service.AddAlertAsync(request => request with { Kinds = ["publication"] });
        await service.NewsAsync(1);
        var outbox = service.Get<OutboxStore>();
        var claimed = (await outbox.ClaimAsync("a sender of this test", TimeSpan.FromMinutes(15), Stop))!;
        Assert.True(await outbox.MarkInFlightAsync(claimed, Stop));
        var subscriber = (await service.Get<Erasure>().SubscriberAsync(EmailAddress.Parse(Address), Stop))!;

        Assert.False(await service.Get<Erasure>().EraseAsync(subscriber, Actor.Admin, Stop));

        // What is being sent stays as it is, the alert that is not involved is gone at once.
        var sending = claimed.AlertId!;
        Assert.Equal([sending], await service.ListAsync<string>("SELECT id FROM alerts"));
        await NothingOfAsync(service, [sending == alert ? other : alert]);
        Assert.Equal("inflight", await service.ReadAsync<string>("SELECT state FROM messages"));
        service.Clock.Jump(TimeSpan.FromMinutes(5));
        Assert.Empty(await service.DigestNowAsync());
        Assert.Equal(0, (await service.DeliverAsync()).Sent);
        await service.Get<AlertRun>().MaintainAsync(Stop);
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));

        await service.Get<MessageEndings>().SentAsync(claimed, "250 taken", Stop);
        await service.Get<AlertRun>().MaintainAsync(Stop);

        await NothingOfAsync(service, [Address, alert, other, claimed.DigestId!, claimed.Id]);
    }

    [Fact]
    public async Task A_sender_that_died_holds_it_up_no_longer_than_its_lease_and_one_that_comes_late_finds_nothing()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        var claimed = (await service.Get<OutboxStore>().ClaimAsync("a sender of this test", TimeSpan.FromMinutes(15), Stop))!;
        var subscriber = (await service.Get<Erasure>().SubscriberAsync(EmailAddress.Parse(Address), Stop))!;
        Assert.False(await service.Get<Erasure>().EraseAsync(subscriber, Actor.Subscriber, Stop));

        service.Clock.Jump(TimeSpan.FromMinutes(16));
        await service.Get<AlertRun>().MaintainAsync(Stop);

        Assert.False(await service.Get<OutboxStore>().MarkInFlightAsync(claimed, Stop));
        Assert.False((await service.Get<MessageEndings>().FailedAsync(claimed, "too late", Stop)).Held);
        await service.Get<MessageEndings>().SentAsync(claimed, "250 too late", Stop);
        await NothingOfAsync(service, [Address, alert, claimed.Id]);
    }

    [Fact]
    public async Task A_lease_of_days_does_not_outstay_the_promised_day()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.Get<OutboxStore>().ClaimAsync("a sender of this test", TimeSpan.FromDays(9), Stop);
        var subscriber = (await service.Get<Erasure>().SubscriberAsync(EmailAddress.Parse(Address), Stop))!;
        Assert.False(await service.Get<Erasure>().EraseAsync(subscriber, Actor.Subscriber, Stop));

        service.Clock.Jump(TimeSpan.FromHours(23));
        await service.Get<AlertRun>().MaintainAsync(Stop);

        await NothingOfAsync(service, [Address, alert]);
    }

    [Fact]
    public async Task The_export_holds_what_is_stored()
    {
        await using var service = await ArchiveStage.StartAsync(database);
        var alert = await service.AddAlertAsync(request => request with { Terms = ["transporter"] });
        await service.AddAlertAsync(email: "ben@example.org");
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await using var pages = await service.ServeAsync();

        using var answer = await pages.Client.GetAsync(service.Manage(alert, "export"), Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(("application/json", "attachment"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.DoesNotContain("ben@example.org", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(Address, json.RootElement.GetProperty("address").GetString());
        var exported = Assert.Single(json.RootElement.GetProperty("alerts").EnumerateArray());
        Assert.Equal("by admin", exported.GetProperty("consent").GetString());
        Assert.Equal("transporter", exported.GetProperty("wish").GetProperty("terms")[0].GetString());
        var digest = Assert.Single(exported.GetProperty("digests").EnumerateArray());
        Assert.Equal(await service.ReadAsync<int>("SELECT COUNT(*) FROM ledger WHERE alert_id = '" + alert + "'"), exported.GetProperty("ledger").GetArrayLength());
        Assert.Equal("Made-up news 1 of the <serotonin> transporter & others", Assert.Single(digest.GetProperty("items").EnumerateArray(), item => item.GetProperty("event").GetString() == "New paper").GetProperty("title").GetString());
        var delivery = Assert.Single(exported.GetProperty("deliveries").EnumerateArray());
        Assert.Equal(("digest", "sent", Address), (delivery.GetProperty("kind").GetString(), delivery.GetProperty("state").GetString(), delivery.GetProperty("recipient").GetString()));
        Assert.Equal("added", Assert.Single(exported.GetProperty("audit").EnumerateArray()).GetProperty("action").GetString());
    }

    private static async Task NothingOfAsync(TestService service, IReadOnlyList<string> words)
    {
        var left = (await service.EverythingAsync()).Where(row => words.Any(word => row.Value.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(left);
    }

    private static async Task<string> OfAsync(TestService service, string alert) => string.Join('|',
        await service.ListAsync<long>($"SELECT COUNT(*) FROM digests WHERE alert_id = '{alert}' UNION ALL SELECT COUNT(*) FROM ledger WHERE alert_id = '{alert}' UNION ALL SELECT COUNT(*) FROM messages m JOIN message_bytes b ON b.id = m.id WHERE alert_id = '{alert}' UNION ALL SELECT COUNT(*) FROM audit WHERE subject = '{alert}'"));
}
