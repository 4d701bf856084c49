namespace TargetAlerts.Tests.Delivery.Returns;

/// <summary>Reports as others write them.</summary>
internal static class Reports
{
    /// <param name="to">The envelope sender of the message it is about.</param>
    /// <param name="recipients">Address, action and status of each.</param>
    public static string Failure(string to, params (string Address, string Action, string Status)[] recipients) => $"""
        Delivered-To: {to}
        From: MAILER-DAEMON@mx.example.com
        To: <{to}>
        Subject: Delivery status
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type="delivery-status"; boundary="part"

        --part
        Content-Type: text/plain

        It did not work.

        --part
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com
        {string.Concat(recipients.Select(one => $"\nFinal-Recipient: rfc822; {one.Address}\nAction: {one.Action}\nStatus: {one.Status}\nDiagnostic-Code: smtp; 550 {one.Status} <{one.Address}>: made up\n"))}
        --part--
        """;

    /// <summary>A complaint as a provider sends it (RFC 5965, appendix B.2).</summary>
    /// <param name="sender">The envelope sender of the mail it is about, as the provider tells it.</param>
    /// <param name="head">Lines of that mail.</param>
    /// <param name="part">How that mail is enclosed: whole, or its head alone.</param>
    public static string Complaint(string sender, string type, string head, string part = "message/rfc822") => $"""
        From: <feedback@provider.example>
        Date: Tue, 3 Mar 2026 17:40:36 +0000
        Subject: FW: SERT
        To: <loop@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="part"

        --part
        Content-Type: text/plain; charset="US-ASCII"

        This is an email abuse report.

        --part
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: SomeGenerator/1.0
        Version: 1
        Original-Mail-From: <{sender}@example.org>

        --part
        Content-Type: {part}

        From: alerts@example.org
        Subject: SERT
        {(head.Length == 0 ? "X-Nothing: more" : head)}
        Message-ID: <1@example.org>

        text
        --part--
        """;
}
