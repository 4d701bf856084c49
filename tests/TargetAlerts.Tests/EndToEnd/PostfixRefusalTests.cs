using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.EndToEnd;

/// <summary>How a real relay says that a mailbox is not there, or that it is not ready yet.</summary>
public sealed class PostfixRefusalTests
{
    [Fact]
    public async Task An_unknown_user_is_suppressed_and_a_greylisted_one_gets_the_message_later()
    {
        const string Mailboxes = "virtual_mailbox_maps = inline:{ ada@example.org=all/ late@example.org=all/ }";
        await using var postfix = await PostfixServer.StartAsync(Mailboxes, "smtpd_recipient_restrictions = check_recipient_access inline:{ { late@example.org = 450 4.2.0 greylisted, come back } }");
        await using var outboxes = new Outboxes(Mails.Options(postfix.Port));
        await outboxes.AddDigestAsync("d1", "a1", "ada@example.org");
        await outboxes.AddDigestAsync("d2", "a2", "nobody@example.org");
        await outboxes.AddDigestAsync("d3", "a3", "late@example.org");

        Assert.Equal(new DeliveryReport(1, 1, 0, 1), await outboxes.DeliverAsync());

        Assert.Equal("failed", (await outboxes.StateAsync("d2")).Message);
        Assert.StartsWith("rcpt: 550 5.1.1 ", await outboxes.AskAsync<string>("SELECT result FROM messages WHERE digest_id = 'd2'"), StringComparison.Ordinal);
        Assert.Equal(["nobody@example.org"], await SuppressedAsync(outboxes, "ada@example.org", "nobody@example.org", "late@example.org"));
        Assert.Equal(("ready", 1), ((await outboxes.StateAsync("d3")).Message, await outboxes.AskAsync<int>("SELECT attempts FROM messages WHERE digest_id = 'd3'")));

        await postfix.RestartAsync(Mailboxes);
        Assert.Equal(new DeliveryReport(1, 0, 0, 0), await outboxes.DeliverAfterAsync(TimeSpan.FromMinutes(6)));
        await postfix.UntilDeliveredAsync(2);
        Assert.Equal(["nobody@example.org"], await SuppressedAsync(outboxes, "ada@example.org", "nobody@example.org", "late@example.org"));
    }

    private static async Task<List<string>> SuppressedAsync(Outboxes outboxes, params string[] addresses)
    {
        var suppressed = new List<string>();
        foreach (var address in addresses)
        {
            if (await outboxes.Get<Bounces>().IsSuppressedAsync(address, TestContext.Current.CancellationToken)) suppressed.Add(address);
        }
        return suppressed;
    }
}
