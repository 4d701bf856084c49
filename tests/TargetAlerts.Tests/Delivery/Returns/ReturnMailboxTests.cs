using TargetAlerts.Delivery.Returns;
using TargetAlerts.Operations;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>A mailbox on a real IMAP server.</summary>
public sealed class ReturnMailboxTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_understood_is_deleted_and_the_rest_is_flagged_and_read_no_more()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var stage = await ReturnStage.StartAsync(DatabaseKind.Sqlite, mail => Set(mail, dovecot.Port));
        await stage.AddAlertsAsync("ada", "ben");
        var sent = await stage.MailedAsync();
        dovecot.Put(
            Reports.Failure(sent["ada"], ("ada@example.org", "failed", "5.1.1")),
            Reports.Complaint(sent["ben"].Split('@')[0], "abuse", ""),
            "Subject: away\n\nUntil Monday.",
            Reports.Failure("bounce+aaaa@example.org", ("ada@example.org", "failed", "5.1.1")),
            "Subject: large\n\n" + new string('x', 2 * ReturnReader.Largest));

        var read = await stage.ReadAsync();

        Assert.Equal(
            [(ReturnKind.Ignored, 1), (ReturnKind.Hard, 1), (ReturnKind.Complaint, 1), (ReturnKind.Unproven, 1), (ReturnKind.Unreadable, 1)],
            read.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["ada", "ben"], await stage.Service.SuppressedAsync("ada", "ben"));
        Assert.Equal(["FS", "FS", "FS"], dovecot.Flags);
        Assert.Empty(await stage.ReadAsync());
        dovecot.Put("Subject: another\n\n.");
        Assert.Equal([KeyValuePair.Create(ReturnKind.Ignored, 1)], await stage.ReadAsync());
    }

    [Fact]
    public async Task A_server_that_is_away_is_given_time_and_a_login_that_is_refused_is_told_at_once()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var stage = await ReturnStage.StartAsync(DatabaseKind.Sqlite, mail => Set(mail, dovecot.Port));
        var (imap, returns, faults) = (stage.Service.Options.Mail.Bounces.Imap, stage.Service.Get<ReturnRound>(), stage.Service.Get<Faults>());

        imap.Port = FreePort.Find();
        Assert.NotNull((await returns.ReadAsync(Stop)).Fault);
        Assert.Empty(await faults.FindAsync(Stop));
        stage.Service.Clock.Jump(TimeSpan.FromMinutes(61));
        Assert.NotNull((await returns.ReadAsync(Stop)).Fault);
        Assert.Equal("bounces", Assert.Single(await faults.FindAsync(Stop)).Key);
        (imap.Port, imap.Password) = (dovecot.Port, "wrong");
        Assert.Contains("refuses our login", (await returns.ReadAsync(Stop)).Fault, StringComparison.Ordinal);
        (imap.Password, imap.Mailbox) = ("right", "Nowhere");
        Assert.Contains("has no mailbox \"Nowhere\"", (await returns.ReadAsync(Stop)).Fault, StringComparison.Ordinal);
        imap.Mailbox = "INBOX";
        await stage.ReadAsync();
        Assert.Empty(await faults.FindAsync(Stop));
        imap.Password = "wrong";
        await returns.ReadAsync(Stop);
        Assert.DoesNotContain("wrong", Assert.Single(await faults.FindAsync(Stop)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_trusted_gets_no_password()
    {
        using var certificate = Mails.Certificate();
        await using var dovecot = await DovecotServer.StartAsync(certificate);
        var options = new MailOptions();
        Set(options, dovecot.Port);
        options.Bounces.Imap.Security = MailSecurity.Tls;
        dovecot.Put("Subject: one\n\n.");

        var fault = await Assert.ThrowsAsync<ReturnBoxFault>(() => new ReturnMailbox(options.Bounces).CountAsync(Stop));

        Assert.True(fault.Lasting);
        Assert.Contains("no certificate that can be trusted", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, await new ReturnMailbox(options.Bounces) { Verify = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() }.CountAsync(Stop));
    }

    private static void Set(MailOptions mail, int port)
    {
        mail.Bounces.Folder = null;
        mail.Bounces.Imap = new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, UserName = "bounce", Password = "right" };
    }
}
