using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Delivery;

public sealed class SmtpVerdictTests
{
    [Theory]
    // connect, DNS, greeting, EHLO, 454; 421 before the final dot
    [InlineData("Connect", null, null, "Lost", "Relay")]
    [InlineData("Connect", 554, null, "None", "Relay")]
    [InlineData("Connect", 421, null, "None", "Relay")]
    [InlineData("Ehlo", 550, "5.7.1", "None", "Relay")]
    [InlineData("StartTls", 454, "4.7.0", "None", "Relay")]
    [InlineData("Auth", 454, "4.7.0", "None", "Relay")]
    [InlineData("Mail", 421, null, "None", "Relay")]
    [InlineData("Rcpt", 421, "4.7.0", "None", "Relay")]
    [InlineData("Data", 421, null, "None", "Relay")]
    [InlineData("Data", null, null, "Lost", "Relay")]
    [InlineData("Data", null, null, "Timeout", "Relay")]
    // configuration
    [InlineData("Auth", 535, "5.7.8", "None", "Configuration")]
    [InlineData("Auth", 534, "5.7.9", "None", "Configuration")]
    [InlineData("Auth", 504, null, "None", "Configuration")]
    [InlineData("Mail", 530, "5.7.0", "None", "Configuration")]
    [InlineData("Rcpt", 530, "5.7.0", "None", "Configuration")]
    [InlineData("Mail", 538, "5.7.11", "None", "Configuration")]
    [InlineData("StartTls", null, null, "Certificate", "Configuration")]
    [InlineData("Ehlo", null, null, "NoStartTls", "Configuration")]
    [InlineData("Connect", null, null, "ClearText", "Configuration")]
    [InlineData("Auth", null, null, "Login", "Configuration")]
    // MAIL
    [InlineData("Mail", 451, "4.3.0", "None", "Relay")]
    [InlineData("Mail", 550, "5.7.1", "None", "Configuration")]
    [InlineData("Mail", 553, "5.1.8", "None", "Configuration")]
    [InlineData("Mail", 552, null, "None", "Refused")]
    [InlineData("Mail", 554, "5.3.4", "None", "Refused")]
    // RCPT
    [InlineData("Rcpt", 450, "4.2.0", "None", "Retry")]
    [InlineData("Rcpt", 454, "4.7.1", "None", "Retry")]
    [InlineData("Rcpt", 550, "5.1.1", "None", "HardBounce")]
    [InlineData("Rcpt", 551, "5.1.6", "None", "HardBounce")]
    [InlineData("Rcpt", 553, "5.1.3", "None", "HardBounce")]
    [InlineData("Rcpt", 550, "5.1.10", "None", "HardBounce")]
    [InlineData("Rcpt", 556, "5.1.10", "None", "HardBounce")]
    [InlineData("Rcpt", 550, "5.1.8", "None", "Refused")]
    [InlineData("Rcpt", 552, null, "None", "Retry")]
    [InlineData("Rcpt", 550, "5.2.2", "None", "Retry")]
    [InlineData("Rcpt", 554, "5.2.2", "None", "Retry")]
    [InlineData("Rcpt", 550, null, "None", "Recipient")]
    [InlineData("Rcpt", 550, "5.2.1", "None", "Recipient")]
    // policy or content
    [InlineData("Rcpt", 550, "5.7.1", "None", "Refused")]
    [InlineData("Rcpt", 554, null, "None", "Refused")]
    [InlineData("Rcpt", 552, "5.7.0", "None", "Refused")]
    [InlineData("Data", 554, "5.5.1", "None", "Refused")]
    [InlineData("FinalDot", 554, "5.7.1", "None", "Refused")]
    [InlineData("FinalDot", 550, "5.1.1", "None", "Refused")]
    [InlineData("FinalDot", 552, "5.3.4", "None", "Refused")]
    // protocol
    [InlineData("Mail", 501, "5.5.4", "None", "Protocol")]
    [InlineData("Mail", 555, "5.5.4", "None", "Protocol")]
    [InlineData("Rcpt", 503, null, "None", "Protocol")]
    [InlineData("Data", 500, null, "None", "Protocol")]
    [InlineData("Data", 250, null, "None", "Protocol")]
    // DATA or dot 4xx
    [InlineData("Data", 451, null, "None", "Retry")]
    [InlineData("FinalDot", 452, "4.3.1", "None", "Retry")]
    // dot 250
    [InlineData("FinalDot", 250, "2.0.0", "None", "Sent")]
    // after the final dot
    [InlineData("FinalDot", 421, null, "None", "Unknown")]
    [InlineData("FinalDot", null, null, "Lost", "Unknown")]
    [InlineData("FinalDot", null, null, "Timeout", "Unknown")]
    [InlineData("FinalDot", null, null, "Cancelled", "Unknown")]
    public void Stage_code_and_detail_decide(string stage, int? code, string? enhanced, string failure, string expected) =>
        Assert.Equal(expected, SmtpVerdict.Of(Enum.Parse<SmtpStage>(stage), code, enhanced, Enum.Parse<SmtpFailure>(failure)).ToString());
}
