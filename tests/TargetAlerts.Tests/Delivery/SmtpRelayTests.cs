using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery;

public sealed class SmtpRelayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_relay_failure()
    {
        var server = new ScriptedSmtpServer();
        await server.DisposeAsync();

        var outcome = await SendAsync(Mails.Options(server.Port));

        Assert.Equal((SmtpStage.Connect, SmtpClass.Relay), (outcome!.Stage, outcome.Class));
    }

    [Fact]
    public async Task The_stored_bytes_arrive_as_they_are()
    {
        await using var server = new ScriptedSmtpServer();
        var parcel = Mails.Parcel();

        await SendAsync(Mails.Options(server.Port), parcel);

        var taken = Assert.Single(server.Taken);
        Assert.Equal(parcel.Bytes, taken.Raw);
        Assert.Equal((parcel.EnvelopeFrom, parcel.Recipient), (taken.EnvelopeFrom, taken.Recipient));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_lost_in_the_middle_of_the_body_was_certainly_not_accepted(bool tls)
    {
        await using var server = Server(tls, (step, _) => step == Step.Body ? new Reaction.HangUp() : null);
        var large = Mails.Digest() with { Text = string.Concat(Enumerable.Repeat("A line of a long digest.\n", 80_000)) };

        var outcome = await SendAsync(Secured(server, tls), Mails.Parcel(large), server);

        Assert.Equal((SmtpStage.Data, SmtpClass.Relay), (outcome!.Stage, outcome.Class));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 4000)]
    [InlineData(true, 4000)]
    public async Task A_server_that_saw_the_final_dot_leaves_no_outcome_but_unknown(bool tls, int lines)
    {
        await using var server = Server(tls, (step, _) => step == Step.Dot ? new Reaction.HangUp() : null);
        var mail = Mails.Digest() with { Text = string.Concat(Enumerable.Repeat("A line of a digest.\n", lines)) };

        var outcome = await SendAsync(Secured(server, tls), Mails.Parcel(mail), server);

        Assert.Single(server.Taken);
        Assert.Equal((SmtpStage.FinalDot, SmtpClass.Unknown), (outcome!.Stage, outcome.Class));
    }

    [Fact]
    public async Task A_loss_at_DATA_on_a_kept_connection_is_not_taken_for_one_after_the_final_dot()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Data && n == 1 ? new Reaction.HangUp() : null };
        await using var line = new SmtpRelay(Mails.Options(server.Port), TimeProvider.System).Open();

        var first = await line.SendAsync(Mails.Parcel(), Yes, Stop);
        var second = await line.SendAsync(Mails.Parcel(), Yes, Stop);

        Assert.Equal((SmtpClass.Sent, SmtpClass.Relay), (first!.Class, second!.Class));
    }

    [Fact]
    public async Task A_kept_connection_closed_meanwhile_is_opened_anew_without_a_failure()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Mail && n == 1 ? new Reaction.Say("421 4.4.2 idle") : null };
        await using var line = new SmtpRelay(Mails.Options(server.Port), TimeProvider.System).Open();

        await line.SendAsync(Mails.Parcel(), Yes, Stop);
        var second = await line.SendAsync(Mails.Parcel(), Yes, Stop);

        Assert.Equal(SmtpClass.Sent, second!.Class);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_carries_fifty_messages_and_no_more()
    {
        await using var server = new ScriptedSmtpServer();
        var parcel = Mails.Parcel();
        await using var line = new SmtpRelay(Mails.Options(server.Port), TimeProvider.System).Open();

        for (var i = 0; i < 51; i++) await line.SendAsync(parcel, Yes, Stop);

        Assert.Equal(51, server.Taken.Count);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_command_not_understood_is_said_once_more_without_extensions()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, n) => step == Step.Mail && n == 0 ? new Reaction.Say("555 5.5.4 SIZE?") : null };

        var outcome = await SendAsync(Mails.Options(server.Port));

        Assert.Equal(SmtpClass.Sent, outcome!.Class);
        var mails = server.Heard.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal)).ToList();
        Assert.Contains(" SIZE=", mails[0], StringComparison.Ordinal);
        Assert.DoesNotContain("SIZE", mails[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stripped_STARTTLS_stops_before_anything_is_said_in_clear()
    {
        await using var server = new ScriptedSmtpServer { Certificate = Mails.Certificate(), OffersStartTls = false };
        var options = Mails.Options(server.Port);
        (options.Security, options.UserName, options.Password) = (MailSecurity.StartTls, "user", "secret");

        var outcome = await SendAsync(options);

        Assert.Equal((SmtpFailure.NoStartTls, SmtpClass.Configuration), (outcome!.Failure, outcome.Class));
        Assert.All(server.Heard, line => Assert.Matches("^(EHLO|QUIT)", line));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_certificate_nobody_vouches_for_is_a_configuration_error(MailSecurity security)
    {
        await using var server = new ScriptedSmtpServer { Certificate = Mails.Certificate(), OffersStartTls = true, TlsAtOnce = security == MailSecurity.Tls };
        var options = Mails.Options(server.Port);
        options.Security = security;

        var outcome = await SendAsync(options);

        Assert.Equal((SmtpFailure.Certificate, SmtpClass.Configuration), (outcome!.Failure, outcome.Class));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("535 5.7.8 no", "Configuration")]
    [InlineData("454 4.7.0 later", "Relay")]
    public async Task A_refused_login_is_told_from_one_that_could_not_be_checked_and_tried_once(string answer, string expected)
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Auth ? new Reaction.Say(answer) : null };
        var options = Mails.Options(server.Port);
        (options.UserName, options.Password) = ("user", "wrong");

        var outcome = await SendAsync(options);

        Assert.Equal((SmtpStage.Auth, expected), (outcome!.Stage, outcome.Class.ToString()));
        Assert.Single(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_send_beyond_its_limit_ends_by_its_stage()
    {
        await using var server = new ScriptedSmtpServer { Script = (step, _) => step == Step.Dot ? new Reaction.Silence() : null };
        var options = Mails.Options(server.Port);
        options.SendLimit = TimeSpan.FromMilliseconds(400);

        var outcome = await SendAsync(options);

        Assert.Equal((SmtpFailure.Timeout, SmtpClass.Unknown), (outcome!.Failure, outcome.Class));
    }

    [Fact]
    public async Task Clear_text_goes_to_loopback_alone()
    {
        var address = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && !System.Net.IPAddress.IsLoopback(address));
        Assert.SkipWhen(address is null, "This machine has no address but loopback.");
        using var listener = new System.Net.Sockets.TcpListener(address!, 0);
        listener.Start();
        var options = Mails.Options(((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        options.Host = address!.ToString();

        var outcome = await SendAsync(options);

        Assert.Equal((SmtpFailure.ClearText, SmtpClass.Configuration), (outcome!.Failure, outcome.Class));
    }

    [Fact]
    public async Task An_address_with_a_line_break_never_becomes_a_command()
    {
        await using var server = new ScriptedSmtpServer();
        var parcel = Mails.Parcel() with { Recipient = "jane@lab.example.edu>\r\nRCPT TO:<other@example.org" };

        var outcome = await SendAsync(Mails.Options(server.Port), parcel);

        Assert.NotEqual(SmtpClass.Sent, outcome!.Class);
        Assert.DoesNotContain(server.Heard, line => line.Contains("other", StringComparison.Ordinal));
    }

    private static Task<bool> Yes(CancellationToken cancellationToken) => Task.FromResult(true);

    private static ScriptedSmtpServer Server(bool tls, Func<Step, int, Reaction?> script) =>
        new() { Script = script, TlsAtOnce = tls, Certificate = tls ? Mails.Certificate() : null };

    private static MailOptions Secured(ScriptedSmtpServer server, bool tls)
    {
        var options = Mails.Options(server.Port);
        if (tls) options.Security = MailSecurity.Tls;
        return options;
    }

    private static async Task<SmtpOutcome?> SendAsync(MailOptions options, Parcel? parcel = null, ScriptedSmtpServer? trusted = null)
    {
        var relay = new SmtpRelay(options, TimeProvider.System);
        if (trusted?.Certificate is { } own) relay = new SmtpRelay(options, TimeProvider.System) { Verify = (_, shown, _, _) => shown!.GetCertHashString() == own.GetCertHashString() };
        await using var line = relay.Open();
        return await line.SendAsync(parcel ?? Mails.Parcel(), Yes, Stop);
    }
}
