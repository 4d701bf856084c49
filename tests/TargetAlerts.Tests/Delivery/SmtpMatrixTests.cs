using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Delivery;

/// <summary>Every misbehaviour of a relay at every stage, and what it means for message, address and relay.</summary>
public sealed class SmtpMatrixTests
{
    [Theory]
    [InlineData("Greeting", "451 4.3.0 later", "Relay")]
    [InlineData("Greeting", "550 5.1.1 no", "Relay")]
    [InlineData("Greeting", "421 4.3.2 closing", "Relay")]
    [InlineData("Greeting", "hang-up", "Relay")]
    [InlineData("Greeting", "silence", "Relay")]
    [InlineData("Ehlo", "451 4.3.0 later", "Relay")]
    [InlineData("Ehlo", "550 5.1.1 no", "Relay")]
    [InlineData("Ehlo", "421 4.3.2 closing", "Relay")]
    [InlineData("Ehlo", "hang-up", "Relay")]
    [InlineData("Ehlo", "silence", "Relay")]
    [InlineData("StartTls", "454 4.7.0 later", "Relay")]
    [InlineData("StartTls", "554 5.7.0 no", "Configuration")]
    [InlineData("StartTls", "421 4.3.2 closing", "Relay")]
    [InlineData("StartTls", "hang-up", "Relay")]
    [InlineData("StartTls", "silence", "Relay")]
    [InlineData("Auth", "454 4.7.0 later", "Relay")]
    [InlineData("Auth", "535 5.7.8 no", "Configuration")]
    [InlineData("Auth", "421 4.3.2 closing", "Relay")]
    [InlineData("Auth", "hang-up", "Relay")]
    [InlineData("Auth", "silence", "Relay")]
    [InlineData("Mail", "451 4.3.0 later", "Relay")]
    [InlineData("Mail", "550 5.1.1 no", "Configuration")]
    [InlineData("Mail", "421 4.3.2 closing", "Relay")]
    [InlineData("Mail", "hang-up", "Relay")]
    [InlineData("Mail", "silence", "Relay")]
    [InlineData("Rcpt", "451 4.3.0 later", "Retry")]
    [InlineData("Rcpt", "550 5.1.1 no", "HardBounce")]
    [InlineData("Rcpt", "421 4.3.2 closing", "Relay")]
    [InlineData("Rcpt", "hang-up", "Relay")]
    [InlineData("Rcpt", "silence", "Relay")]
    [InlineData("Data", "451 4.3.0 later", "Retry")]
    [InlineData("Data", "550 5.1.1 no", "Refused")]
    [InlineData("Data", "421 4.3.2 closing", "Relay")]
    [InlineData("Data", "hang-up", "Relay")]
    [InlineData("Data", "silence", "Relay")]
    [InlineData("Dot", "451 4.3.0 later", "Retry")]
    [InlineData("Dot", "550 5.1.1 no", "Refused")]
    [InlineData("Dot", "421 4.3.2 closing", "Unknown")]
    [InlineData("Dot", "hang-up", "Unknown")]
    [InlineData("Dot", "silence", "Unknown")]
    public async Task Each_misbehaviour_at_each_stage_has_its_class(string step, string what, string expected)
    {
        await using var server = Server(step, Reaction(what));
        var options = Options(server, step, what);
        var outcome = await SendAsync(options);

        Assert.Equal((Stage(step), expected), (outcome.Stage, outcome.Class.ToString()));
        Assert.Equal(expected == "Unknown", !server.Taken.IsEmpty);

        await using var outboxes = new Outboxes(options);
        await outboxes.AddDigestAsync();
        await outboxes.DeliverAsync();
        Assert.Equal(Consequence(outcome.Class), await ConsequenceAsync(outboxes));
        if (step == "StartTls") Assert.All(server.Heard, line => Assert.Matches("^(EHLO|STARTTLS|QUIT)", line));
    }

    [Theory]
    [InlineData("220 go ahead\r\n250 spoken too early")]
    [InlineData("250 what is that")]
    [InlineData("no answer at all")]
    public async Task A_STARTTLS_answered_badly_gets_nothing_in_clear(string answer)
    {
        await using var server = Server("StartTls", new Reaction.Say(answer));
        var options = Options(server, "StartTls", "silence");
        (options.UserName, options.Password) = ("user", "secret");

        var outcome = await SendAsync(options);

        Assert.True(outcome.Class is SmtpClass.Relay or SmtpClass.Configuration, outcome.ToString());
        Assert.All(server.Heard, line => Assert.DoesNotMatch("^(AUTH|MAIL|RCPT|DATA)", line));
    }

    // Message, attempts, unknowns, relay, suppressions, bounces.
    private static (string, int, int, RelayState, int, int) Consequence(SmtpClass verdict) => verdict switch
    {
        SmtpClass.Relay => ("ready", 0, 0, RelayState.Paused, 0, 0),
        SmtpClass.Configuration => ("ready", 0, 0, RelayState.Stopped, 0, 0),
        SmtpClass.Retry => ("ready", 1, 0, RelayState.Ok, 0, 0),
        SmtpClass.HardBounce => ("failed", 1, 0, RelayState.Ok, 1, 0),
        SmtpClass.Refused => ("failed", 1, 0, RelayState.Ok, 0, 0),
        _ => ("ready", 0, 1, RelayState.Ok, 0, 0),
    };

    private static async Task<(string, int, int, RelayState, int, int)> ConsequenceAsync(Outboxes outboxes) => (
        (await outboxes.StateAsync()).Message,
        await outboxes.AskAsync<int>("SELECT attempts FROM messages"),
        await outboxes.AskAsync<int>("SELECT unknowns FROM messages"),
        (await outboxes.Get<RelayHealth>().ReadAsync(TestContext.Current.CancellationToken)).State,
        await outboxes.AskAsync<int>("SELECT COUNT(*) FROM suppressions"),
        await outboxes.AskAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'bounce'"));

    private static SmtpStage Stage(string step) => step switch
    {
        "Greeting" => SmtpStage.Connect,
        "Dot" => SmtpStage.FinalDot,
        _ => Enum.Parse<SmtpStage>(step),
    };

    private static Reaction Reaction(string what) => what switch
    {
        "hang-up" => new Reaction.HangUp(),
        "silence" => new Reaction.Silence(),
        _ => new Reaction.Say(what),
    };

    private static ScriptedSmtpServer Server(string step, Reaction reaction) => new()
    {
        Script = (at, _) => at.ToString() == step ? reaction : null,
        OffersStartTls = step == "StartTls",
        Certificate = step == "StartTls" ? Mails.Certificate() : null,
    };

    private static MailOptions Options(ScriptedSmtpServer server, string step, string what)
    {
        var options = what == "silence" ? Mails.Impatient(server.Port) : Mails.Options(server.Port);
        if (step == "StartTls") options.Security = MailSecurity.StartTls;
        if (step == "Auth") (options.UserName, options.Password) = ("user", "secret");
        return options;
    }

    private static async Task<SmtpOutcome> SendAsync(MailOptions options)
    {
        await using var line = new SmtpRelay(options, TimeProvider.System).Open();
        return (await line.SendAsync(Mails.Parcel(), _ => Task.FromResult(true), TestContext.Current.CancellationToken))!;
    }
}
