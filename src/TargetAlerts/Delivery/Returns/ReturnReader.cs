using MimeKit;

namespace TargetAlerts.Delivery.Returns;

/// <summary>Reads what came back: reports of delivery (RFC 3464) and complaints (RFC 5965), in their wrapping (RFC 6522). All else is ignored.</summary>
internal sealed class ReturnReader(ReturnProof proof)
{
    /// <summary>In octets: a report carries our mail at most, and many times a mail of ours fit.</summary>
    public const int Largest = 1024 * 1024;

    private static readonly ParserOptions Parsing = new() { MaxMimeDepth = 16 };

    // RFC 5965 section 7.3, and what large providers send beside it. "not-spam" and "auth-failure" are no complaints.
    private static readonly HashSet<string> Complaints = new(["abuse", "fraud", "virus", "other", "opt-out", "opt-out-list"], StringComparer.OrdinalIgnoreCase);

    public ReturnedMail Read(byte[] bytes)
    {
        if (bytes.Length > Largest) return new(ReturnKind.Unreadable, $"larger than {Largest} octets");
        try
        {
            using var stream = new MemoryStream(bytes);
            using var message = MimeMessage.Load(Parsing, stream);
            return Read(message);
        }
        // A stranger wrote it: whatever it makes a parser do, the next one is read.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new(ReturnKind.Unreadable, $"cannot be parsed ({error.GetType().Name})");
        }
    }

    private ReturnedMail Read(MimeMessage message) => message.Body switch
    {
        MultipartReport { ReportType: var type } report when Is(type, "delivery-status") && report.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status =>
            Proved(StatusReport.Judge(status.StatusGroups), proof.Recipient(message.Headers)),
        MultipartReport { ReportType: var type } report when Is(type, "feedback-report") && report.OfType<MessageFeedbackReport>().FirstOrDefault() is { } feedback =>
            Complaint(message.Headers, feedback.Fields, Reported(report)),
        _ => new(ReturnKind.Ignored, "no report"),
    };

    // Providers leave out whom a complaint is of; our own words in the mail it is about tell.
    private ReturnedMail Complaint(HeaderList head, HeaderList fields, HeaderList? reported)
    {
        var type = fields["Feedback-Type"]?.Trim() ?? "";
        var complaint = new ReturnedMail(Complaints.Contains(type) ? ReturnKind.Complaint : ReturnKind.Ignored, SmtpOutcome.Tidy($"complaint ({type})"));
        var message = proof.Recipient(head) ?? proof.Sender(fields, "Original-Mail-From") ?? (reported is null ? null : proof.Sender(reported, "Return-Path"));
        return Proved(complaint with { AlertId = reported is null ? null : proof.Alert(reported) }, message);
    }

    private static ReturnedMail Proved(ReturnedMail mail, string? message) =>
        mail.Kind == ReturnKind.Ignored ? mail with { AlertId = null }
        : message is null && mail.AlertId is null ? mail with { Kind = ReturnKind.Unproven }
        : mail with { MessageId = message };

    private static HeaderList? Reported(MultipartReport report) => report.OfType<MessagePart>().FirstOrDefault()?.Message?.Headers;

    private static bool Is(string? type, string wanted) => wanted.Equals(type, StringComparison.OrdinalIgnoreCase);
}
