using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Relays that are right to refuse at first, and one that nobody vouches for.</summary>
public sealed class GreylistTests
{
    [Fact]
    public async Task A_greylisted_message_is_accepted_at_the_second_try_from_the_same_sender_with_the_same_bytes()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Rcpt && n == 0 ? new Reaction.Say("450 4.2.0 greylisted, come back") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        var mail = await outboxes.AddDigestAsync();
        var composed = outboxes.Get<MailComposer>().Compose(mail);

        Assert.Equal(new DeliveryReport(0, 0, 0, 1), await outboxes.DeliverAsync());
        Assert.Empty(server.Taken);
        Assert.Equal(new DeliveryReport(1, 0, 0, 0), await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(6)));

        var taken = Assert.Single(server.Taken);
        Assert.Equal(composed.Bytes, taken.Raw);
        var senders = server.Heard.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, senders.Count);
        Assert.All(senders, line => Assert.StartsWith($"MAIL FROM:<{composed.EnvelopeFrom}>", line, StringComparison.Ordinal));
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_wrong_certificate_stops_sending_and_touches_neither_message_nor_address(MailSecurity security)
    {
        await using var server = new ScriptedSmtpServer { Certificate = Mails.Certificate(), OffersStartTls = true, TlsAtOnce = security == MailSecurity.Tls };
        var options = Mails.Options(server.Port);
        (options.Security, options.UserName, options.Password) = (security, "user", "secret");
        await using var outboxes = new Outboxes(options);
        await outboxes.AddDigestAsync();

        Assert.Equal(new DeliveryReport(0, 0, 0, 1), await outboxes.DeliverAsync());

        Assert.Equal(RelayState.Stopped, (await outboxes.Get<RelayHealth>().ReadAsync(TestContext.Current.CancellationToken)).State);
        Assert.Equal(("ready", "ready", "told -"), await outboxes.StateAsync());
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT attempts + unknowns FROM messages"));
        Assert.Equal(0, await outboxes.AskAsync<int>("SELECT (SELECT COUNT(*) FROM suppressions) + (SELECT COUNT(*) FROM audit WHERE action = 'bounce')"));
        Assert.Equal(1, await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'alarm' AND subject = 'relay'"));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }
}
