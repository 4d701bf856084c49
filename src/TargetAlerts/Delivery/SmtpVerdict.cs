namespace TargetAlerts.Delivery;

/// <summary>How far one transaction got.</summary>
internal enum SmtpStage { Connect, Ehlo, StartTls, Auth, Mail, Rcpt, Data, FinalDot }

/// <summary>What ended a transaction when it was not an answer's code.</summary>
internal enum SmtpFailure
{
    None,

    /// <summary>Hung up, reset, or said something that is no answer.</summary>
    Lost,
    Timeout,

    /// <summary>We are shutting down.</summary>
    Cancelled,
    Certificate,
    NoStartTls,
    ClearText,
    Login,
}

internal enum SmtpClass
{
    Sent,

    /// <summary>The relay is not there or not able now; nothing is said about the message.</summary>
    Relay,

    /// <summary>The relay refuses us: nothing can be sent until someone mends it.</summary>
    Configuration,

    /// <summary>This message later.</summary>
    Retry,

    /// <summary>There is no such mailbox.</summary>
    HardBounce,

    /// <summary>This mailbox refuses, without saying why.</summary>
    Recipient,

    /// <summary>Policy, content or size: the message is refused, its address is not at fault.</summary>
    Refused,

    /// <summary>The relay does not understand a command.</summary>
    Protocol,

    /// <summary>Accepted or not: nobody knows.</summary>
    Unknown,
}

/// <summary>The table of MAIL-AND-SAFETY section 3 (RFC 5321, RFC 3463): stage, code and detail → what it means for message, address and relay.</summary>
internal static class SmtpVerdict
{
    public static SmtpClass Of(SmtpStage stage, int? code, string? enhanced, SmtpFailure failure) => failure switch
    {
        SmtpFailure.Certificate or SmtpFailure.NoStartTls or SmtpFailure.ClearText or SmtpFailure.Login => SmtpClass.Configuration,
        SmtpFailure.None => OfCode(stage, code ?? 0, Detail(enhanced)),
        _ => stage == SmtpStage.FinalDot ? SmtpClass.Unknown : SmtpClass.Relay,
    };

    private static SmtpClass OfCode(SmtpStage stage, int code, (int Subject, int Detail) detail) => (stage, code) switch
    {
        (SmtpStage.FinalDot, 421) => SmtpClass.Unknown,
        (_, 421) => SmtpClass.Relay,
        (_, 530 or 534 or 535 or 538) => SmtpClass.Configuration,
        (SmtpStage.Connect or SmtpStage.Ehlo, _) => SmtpClass.Relay,
        (SmtpStage.StartTls or SmtpStage.Auth, _) => code is >= 400 and < 500 ? SmtpClass.Relay : SmtpClass.Configuration,
        (_, (>= 500 and <= 504) or 555) => SmtpClass.Protocol,
        (SmtpStage.Mail, _) => OfMail(code, detail),
        (SmtpStage.Rcpt, _) => OfRcpt(code, detail),
        (SmtpStage.FinalDot, >= 200 and < 300) => SmtpClass.Sent,
        (_, >= 400 and < 500) => SmtpClass.Retry,
        (_, >= 500 and < 600) => SmtpClass.Refused,
        (SmtpStage.FinalDot, _) => SmtpClass.Unknown,
        _ => SmtpClass.Protocol,
    };

    private static SmtpClass OfMail(int code, (int Subject, int Detail) detail) => code switch
    {
        >= 400 and < 500 => SmtpClass.Relay,
        552 => SmtpClass.Refused,
        >= 500 and < 600 => detail == (3, 4) ? SmtpClass.Refused : SmtpClass.Configuration,
        _ => SmtpClass.Protocol,
    };

    private static SmtpClass OfRcpt(int code, (int Subject, int Detail) detail) => (code, detail) switch
    {
        ( >= 400 and < 500, _) => SmtpClass.Retry,
        ( < 500 or >= 600, _) => SmtpClass.Protocol,
        (_, (7, _)) => SmtpClass.Refused,
        (552, _) or (_, (2, 2)) => SmtpClass.Retry,
        // X.1.7 and X.1.8 speak of the sender's address (RFC 3463 section 3.2): the recipient must not pay for it.
        (_, (1, 7 or 8)) => SmtpClass.Refused,
        (550 or 551 or 553, (1, _)) => SmtpClass.HardBounce,
        // Null MX (RFC 7505 section 4.2): the domain takes no mail at all.
        (556, _) => SmtpClass.HardBounce,
        (554, _) => SmtpClass.Refused,
        _ => SmtpClass.Recipient,
    };

    private static (int, int) Detail(string? enhanced) =>
        enhanced?.Split('.') is [_, var subject, var detail] && int.TryParse(subject, out var s) && int.TryParse(detail, out var d) ? (s, d) : (0, 0);
}
