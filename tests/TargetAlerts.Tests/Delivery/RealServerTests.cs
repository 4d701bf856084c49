using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Servers that others wrote: what our own scripted one takes for granted, these may not.</summary>
public sealed class RealServerTests
{
    private const string Aiosmtpd =
        """
        import sys, ssl, asyncio
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import SMTP, AuthResult
        class Handler:
            async def handle_DATA(self, server, session, envelope):
                print("taken", envelope.mail_from, envelope.rcpt_tos[0], session.authenticated, server.transport.get_extra_info("cipher") is not None, flush=True)
                return "250 2.0.0 accepted"
        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == b"user" and data.password == b"right", handled=False)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        class Server(Controller):
            def factory(self):
                return SMTP(self.handler, tls_context=context, require_starttls=True, auth_required=True, authenticator=check)
        controller = Server(Handler(), hostname="127.0.0.1", port=int(sys.argv[1]))
        controller.start()
        print("ready", flush=True)
        sys.stdin.read()
        controller.stop()
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Aiosmtpd_gets_the_message_over_STARTTLS_after_a_login_and_refuses_a_wrong_one()
    {
        var python = Python.Find("aiosmtpd");
        Assert.SkipWhen(python is null, "python3-aiosmtpd is not installed.");
        var folder = Directory.CreateTempSubdirectory("aiosmtpd");
        using var certificate = Mails.Certificate();
        var (chain, key) = (Path.Combine(folder.FullName, "chain.pem"), Path.Combine(folder.FullName, "key.pem"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem(), Stop);
        await File.WriteAllTextAsync(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), Stop);
        var port = FreePort.Find();
        using var server = Python.Start(python!, Aiosmtpd, port.ToString(System.Globalization.CultureInfo.InvariantCulture), chain, key);
        Assert.Equal("ready", await server.StandardOutput.ReadLineAsync(Stop));
        var options = Mails.Options(port);
        (options.Security, options.UserName, options.Password) = (MailSecurity.StartTls, "user", "right");

        var parcel = Mails.Parcel();
        var sent = await SendAsync(options, parcel, certificate);
        var taken = await server.StandardOutput.ReadLineAsync(Stop);
        options.Password = "wrong";
        var refused = await SendAsync(options, parcel, certificate);
        server.StandardInput.Close();
        await server.WaitForExitAsync(Stop);
        folder.Delete(recursive: true);

        Assert.Equal(SmtpClass.Sent, sent!.Class);
        Assert.Equal($"taken {parcel.EnvelopeFrom} {parcel.Recipient} True True", taken);
        Assert.Equal((SmtpStage.Auth, 535, SmtpClass.Configuration), (refused!.Stage, refused.Code, refused.Class));
    }

    [Fact]
    public async Task Postfix_smtp_sink_takes_a_hundred_messages_over_two_connections()
    {
        const string Sink = "/usr/sbin/smtp-sink";
        Assert.SkipUnless(File.Exists(Sink), "smtp-sink (Debian package postfix) is not installed.");
        var port = FreePort.Find();
        var start = new ProcessStartInfo(Sink) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[.. Environment.IsPrivilegedProcess ? ["-u", "nobody"] : Array.Empty<string>(), "-c", $"127.0.0.1:{port}", "100"]) start.ArgumentList.Add(argument);
        using var sink = Process.Start(start)!;
        try
        {
            await ListeningAsync(port);
            var options = Mails.Options(port);
            options.Connections = 2;
            await using var outboxes = new Outboxes(options);
            for (var n = 0; n < 100; n++) await outboxes.AddDigestAsync("d" + n, "a" + n, $"reader{n}@example.org");

            Assert.Equal(new DeliveryReport(100, 0, 0, 0), await outboxes.DeliverAsync());
        }
        finally
        {
            sink.Kill();
        }
    }

    [Fact]
    public async Task No_more_messages_a_second_leave_than_promised()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pace = new Pace(5, clock);

        Assert.True(pace.WaitAsync(Stop).IsCompleted);
        var second = pace.WaitAsync(Stop);
        clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await second;
    }

    private static async Task<SmtpOutcome?> SendAsync(MailOptions options, Parcel parcel, X509Certificate2 trusted)
    {
        await using var line = new SmtpRelay(options, TimeProvider.System) { Verify = (_, shown, _, _) => shown!.GetCertHashString() == trusted.GetCertHashString() }.Open();
        return await line.SendAsync(parcel, _ => Task.FromResult(true), Stop);
    }

    private static async Task ListeningAsync(int port)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, Stop);
                return;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50, Stop);
            }
        }
    }
}
