using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Delivery;

public sealed class OutboxTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_ready_is_sent_once_and_noted()
    {
        await using var server = new ScriptedSmtpServer();
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();

        Assert.Equal(new DeliveryReport(1, 0, 0, 0), await outboxes.DeliverAsync());
        Assert.Equal(new DeliveryReport(0, 0, 0, 0), await outboxes.DeliverAsync());

        Assert.Single(server.Taken);
        Assert.Equal(("sent", "sent", "told -"), await outboxes.StateAsync());
    }

    [Fact]
    public async Task A_digest_rolled_back_leaves_no_message()
    {
        await using var outboxes = new Outboxes(Mails.Options());
        var mail = Mails.Digest();
        await Assert.ThrowsAsync<InvalidOperationException>(() => outboxes.Database.WriteAsync(async connection =>
        {
            await outboxes.Store.AddAsync(connection, mail, outboxes.Get<MailComposer>().Compose(mail));
            throw new InvalidOperationException("the digest failed");
        }, Stop));

        Assert.Equal(0, await outboxes.Store.WaitingAsync(Stop));
    }

    [Fact]
    public async Task An_answer_lost_three_times_sends_the_same_bytes_and_ends_unknown_with_the_items_pending_as_repeats()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Dot ? new Reaction.HangUp() : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        var mail = await outboxes.AddDigestAsync();

        Assert.Equal(new DeliveryReport(0, 0, 0, 1), await outboxes.DeliverAsync());
        Assert.Equal(new DeliveryReport(0, 0, 0, 1), await outboxes.DeliverAfterAsync(Long));
        Assert.Equal(new DeliveryReport(0, 0, 1, 0), await outboxes.DeliverAfterAsync(Long));
        Assert.Equal(new DeliveryReport(0, 0, 0, 0), await outboxes.DeliverAfterAsync(Long));

        Assert.Equal(3, server.Taken.Count);
        Assert.All(server.Taken, taken => Assert.Equal(outboxes.Get<MailComposer>().Compose(mail).Bytes, taken.Raw));
        Assert.Single(server.Taken.Select(taken => taken.EnvelopeFrom).Distinct());
        Assert.Equal(("unknown", "unknown", "pending repeat"), await outboxes.StateAsync());
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm' AND subject = 'digest:d1'"));
    }

    [Fact]
    public async Task A_crash_in_flight_is_sent_again_and_uses_up_no_extra_attempt()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Dot && n < 2 ? new Reaction.HangUp() : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        for (var crash = 0; crash < 3; crash++)
        {
            var claim = await outboxes.Store.ClaimAsync("a process that dies", TimeSpan.FromMinutes(15), Stop);
            Assert.True(await outboxes.Store.MarkInFlightAsync(claim!, Stop));
            Assert.Null(await outboxes.Store.ClaimAsync("another", TimeSpan.FromMinutes(15), Stop));
            outboxes.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        await outboxes.DeliverAsync();
        await outboxes.DeliverAfterAsync(Long);
        var last = await outboxes.DeliverAfterAsync(Long);

        Assert.Equal(1, last.Sent);
        Assert.Equal("sent", (await outboxes.StateAsync()).Message);
    }

    [Fact]
    public async Task A_crash_before_the_mark_is_claimed_again_when_the_lease_is_over()
    {
        await using var server = new ScriptedSmtpServer();
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        await outboxes.Store.ClaimAsync("a process that dies", TimeSpan.FromMinutes(15), Stop);

        Assert.Equal(new DeliveryReport(0, 0, 0, 1), await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(14)));
        Assert.Equal(new DeliveryReport(1, 0, 0, 0), await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT maybe_sent FROM messages"));
    }

    [Fact]
    public async Task An_owner_that_lost_its_lease_can_note_nothing_but_its_250()
    {
        await using var outboxes = new Outboxes(Mails.Options());
        await outboxes.AddDigestAsync();
        var stale = await outboxes.Store.ClaimAsync("first", TimeSpan.FromMinutes(15), Stop);
        outboxes.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.False(await outboxes.Store.MarkInFlightAsync(stale!, Stop));
        var present = await outboxes.Store.ClaimAsync("second", TimeSpan.FromMinutes(15), Stop);
        var endings = outboxes.Get<MessageEndings>();

        Assert.True(present!.Fence > stale!.Fence);
        Assert.False(await outboxes.Store.MarkInFlightAsync(stale, Stop));
        Assert.False(await endings.AgainAsync(stale, new Retry(Mails.Noon, "late"), Stop));
        Assert.False((await endings.FailedAsync(stale, "late", Stop)).Held);
        Assert.False((await endings.UnknownAsync(stale, "late", Stop)).Held);
        Assert.Equal(("claimed", "ready", "told -"), await outboxes.StateAsync());

        await endings.SentAsync(stale, "250", Stop);
        Assert.Equal(("sent", "sent", "told -"), await outboxes.StateAsync());
        Assert.False((await endings.FailedAsync(present, "550", Stop)).Held);
        Assert.Equal(("sent", "sent", "told -"), await outboxes.StateAsync());
    }

    [Fact]
    public async Task A_hard_bounce_fails_the_digest_suppresses_the_address_and_returns_the_items_as_late()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Rcpt ? new Reaction.Say("550 5.1.1 no jane@lab.example.edu here") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();

        Assert.Equal(new DeliveryReport(0, 1, 0, 0), await outboxes.DeliverAsync());

        Assert.Equal(("failed", "failed", "pending late"), await outboxes.StateAsync());
        Assert.True(await outboxes.Get<Bounces>().IsSuppressedAsync("Jane@LAB.example.edu", Stop));
        Assert.DoesNotContain("jane", await outboxes.AskAsync<string>("SELECT result FROM messages"), StringComparison.Ordinal);
        await outboxes.AddDigestAsync("d2");
        await outboxes.DeliverAsync();
        Assert.Equal("cancelled", (await outboxes.StateAsync("d2")).Message);
    }

    [Theory]
    [InlineData("550 5.7.1 policy", 1)]
    [InlineData("554 no", 1)]
    [InlineData("550 no detail", 0)]
    public async Task A_refusal_that_says_nothing_about_the_mailbox_never_suppresses(string answer, int alarms)
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Rcpt ? new Reaction.Say(answer) : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();

        Assert.Equal(1, (await outboxes.DeliverAsync()).Failed);

        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"));
        Assert.Equal(alarms, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm'"));
    }

    [Fact]
    public async Task Refusals_without_detail_on_three_days_park_the_alert_and_suppress_the_address()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Rcpt ? new Reaction.Say("550 go away") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        for (var day = 1; day <= 3; day++)
        {
            Assert.Equal("active", await outboxes.AskAsync<string>("SELECT state FROM alerts") ?? "active");
            Assert.False(await outboxes.Get<Bounces>().IsSuppressedAsync("jane@lab.example.edu", Stop));
            await outboxes.AddDigestAsync("d" + day);
            await outboxes.DeliverAfterAsync(TimeSpan.FromDays(1));
        }

        Assert.Equal("paused", await outboxes.AskAsync<string>("SELECT state FROM alerts"));
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm' AND subject = 'alert:a1'"));
        Assert.True(await outboxes.Get<Bounces>().IsSuppressedAsync("jane@lab.example.edu", Stop));
    }

    [Fact]
    public async Task A_digest_that_arrives_ends_the_row_of_failures()
    {
        var refuse = true;
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Rcpt && refuse ? new Reaction.Say("554 no") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT failed_in_a_row FROM alerts"));
        refuse = false;
        await outboxes.AddDigestAsync("d2");
        await outboxes.DeliverAsync();

        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT failed_in_a_row FROM alerts"));
    }

    [Fact]
    public async Task A_recipient_that_says_later_is_retried_on_schedule_and_given_up_after_five_days()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Rcpt ? new Reaction.Say("450 4.2.0 greylisted") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT attempts FROM messages"));
        await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(3.9));
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT attempts FROM messages"));
        await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(2.2));
        Assert.Equal(2, await outboxes.AskAsync<int>("SELECT attempts FROM messages"));
        var failed = 0;
        while (failed == 0 && outboxes.Clock.GetUtcNow() < Mails.Noon.AddDays(6)) failed = (await outboxes.DeliverAfterAsync(TimeSpan.FromHours(2.5))).Failed;

        Assert.Equal(1, failed);
        Assert.InRange(outboxes.Clock.GetUtcNow() - Mails.Noon, TimeSpan.FromDays(5), TimeSpan.FromDays(5.2));
        Assert.Equal(("failed", "failed", "pending late"), await outboxes.StateAsync());
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"));
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("left")]
    [InlineData("pending")]
    public async Task A_digest_of_an_alert_that_is_not_active_is_cancelled_and_loses_no_item(string state)
    {
        await using var server = new ScriptedSmtpServer();
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync(alertState: state);

        Assert.Equal(new DeliveryReport(0, 0, 0, 0), await outboxes.DeliverAsync());

        Assert.Equal(0, server.Connections);
        Assert.Equal(("cancelled", "failed", "pending late"), await outboxes.StateAsync());
    }

    [Theory]
    [InlineData("pending", 1)]
    [InlineData("active", 1)]
    [InlineData("paused", 1)]
    [InlineData("left", 0)]
    [InlineData("removed", 0)]
    public async Task A_mail_with_a_link_is_for_an_alert_that_can_be_confirmed_or_managed(string state, int sent)
    {
        await using var outboxes = new Outboxes(new MailOptions { From = "alerts@alerts.example.org" });
        await outboxes.AddDigestAsync(alertState: state);
        await outboxes.DoAsync("DELETE FROM messages");
        var mail = Mails.Digest() with { Kind = MailKind.Confirmation, List = null, DigestId = null };
        await outboxes.Store.AddAsync(mail, outboxes.Get<MailComposer>().Compose(mail), Stop);

        Assert.Equal(sent, (await outboxes.DeliverAsync()).Sent);
    }

    [Fact]
    public async Task Without_a_relay_each_message_is_a_whole_file_and_a_repetition_replaces_itself()
    {
        await using var outboxes = new Outboxes(new MailOptions { From = "alerts@alerts.example.org" });
        var mail = await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        await outboxes.DoAsync("UPDATE messages SET state = 'inflight', lease_until = 0");
        await outboxes.DeliverAsync();

        var file = Assert.Single(Directory.GetFiles(outboxes.Pickup));
        Assert.Equal($"20261123T120000000Z-d1.{mail.Id}@alerts.example.org.eml", Path.GetFileName(file));
        Assert.Equal(outboxes.Get<MailComposer>().Compose(mail).Bytes, await File.ReadAllBytesAsync(file, Stop));
    }
}
