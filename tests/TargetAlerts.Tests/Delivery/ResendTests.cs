using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery;

public sealed class ResendTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_digest_sent_again_is_the_same_message()
    {
        await using var server = new ScriptedSmtpServer();
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();

        await outboxes.Get<Resend>().ResendAsync("d1", Stop);
        await outboxes.DeliverAsync();

        var taken = server.Taken.ToArray();
        Assert.Equal(2, taken.Length);
        Assert.Equal(taken[0].Raw, taken[1].Raw);
    }

    [Fact]
    public async Task A_copy_that_fails_does_not_undo_the_digest_that_arrived()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Dot && n == 1 ? new Reaction.Say("554 spam") : null };
        await using var outboxes = new Outboxes(Mails.Options(server.Port));
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        outboxes.Clock.Advance(TimeSpan.FromMinutes(1));
        await outboxes.Get<Resend>().ResendAsync("d1", Stop);

        Assert.Equal(1, (await outboxes.DeliverAsync()).Failed);

        Assert.Equal(("failed", "sent", "told -"), await outboxes.StateAsync());
    }

    [Theory]
    [InlineData("d9", "SELECT 1", "There is no digest d9")]
    [InlineData("d1", "UPDATE alerts SET state = 'left'", "unsubscribed")]
    [InlineData("d1", "UPDATE alerts SET state = 'paused'", "resume it first")]
    [InlineData("d1", "UPDATE messages SET state = 'ready'", "still waiting")]
    [InlineData("d1", "DELETE FROM messages", "no message")]
    public async Task What_cannot_be_sent_again_is_refused_with_the_reason(string digest, string change, string reason)
    {
        await using var outboxes = new Outboxes(new MailOptions { From = "alerts@alerts.example.org" });
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        await outboxes.DoAsync(change);

        var error = await Assert.ThrowsAsync<UsageException>(() => outboxes.Get<Resend>().ResendAsync(digest, Stop));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_says_in_one_line_what_happened_and_what_to_do()
    {
        var answer = "535 5.7.8 no";
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Auth && answer.Length > 0 ? new Reaction.Say(answer) : null };
        var options = Mails.Options(server.Port);
        (options.UserName, options.Password) = ("user", "hidden-word");
        await using var outboxes = new Outboxes(options);

        var refused = await outboxes.Get<MailTest>().SendAsync("ops@example.org", Stop);
        answer = "";
        var accepted = await outboxes.Get<MailTest>().SendAsync("ops@example.org", Stop);

        Assert.False(refused.Accepted);
        Assert.Contains("535", refused.Line, StringComparison.Ordinal);
        Assert.Contains("Mail:Password", refused.Line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", refused.Line, StringComparison.Ordinal);
        Assert.True(accepted.Accepted, accepted.Line);
        await Assert.ThrowsAsync<UsageException>(() => outboxes.Get<MailTest>().SendAsync("not an address", Stop));
    }
}
