namespace TargetAlerts.Delivery;

/// <summary>What an operator can do about an outcome.</summary>
internal static class Remedy
{
    /// <summary>Where only its last words are known.</summary>
    public const string Relay = "targetalerts mail test --to ADDRESS says what is wrong; check Mail:Host, Mail:Port, Mail:Security, Mail:UserName and Mail:Password. It is tried again by itself, or at once by targetalerts deliver.";

    /// <summary>Where what comes back cannot be read.</summary>
    public const string Bounces = "Check Mail:Bounces:Folder or Mail:Bounces:Imap, and that this user may read and empty it. It is tried again by itself; targetalerts mail bounces reads now and says what goes wrong.";

    /// <summary>Of sending that is held.</summary>
    public const string Hold = "See that all is as it should be; targetalerts mail release lets it go on.";

    public static string For(SmtpOutcome outcome) => outcome switch
    {
        { Class: SmtpClass.Sent } => "",
        { Failure: SmtpFailure.Certificate } => "Set Mail:Host to the name in the relay's certificate, or install its authority; check that Mail:Port and Mail:Security (starttls 587, tls 465) fit.",
        { Failure: SmtpFailure.NoStartTls } => "Use Mail:Security \"tls\" with port 465, or let the relay offer STARTTLS; mail is not sent in clear.",
        { Failure: SmtpFailure.ClearText } => "Mail:Security \"none\" is for a relay on loopback alone; set \"starttls\" or \"tls\".",
        { Stage: SmtpStage.Auth, Class: SmtpClass.Configuration } => "Check Mail:UserName and Mail:Password.",
        { Code: 530 or 534 or 535 or 538 } => "The relay wants a login: check Mail:UserName, Mail:Password and Mail:Security.",
        { Stage: SmtpStage.Mail, Class: SmtpClass.Configuration } => "The relay does not take our sender: check Mail:From and Mail:BounceDomain.",
        { Stage: SmtpStage.Connect } => "Check Mail:Host and Mail:Port, and that a firewall lets the connection out.",
        { Class: SmtpClass.HardBounce or SmtpClass.Recipient } => "The relay works; it refuses this address.",
        { Class: SmtpClass.Refused } => "The relay refuses the message: ask its operator why.",
        _ => "Try again; if it stays, ask the relay's operator.",
    };
}
