using MimeKit;

namespace TargetAlerts.Delivery;

/// <summary>The HTML part of a mail from its very bytes: what a reader was sent, not what would be made today.</summary>
internal static class MailedHtml
{
    public static string? Of(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(stream);
        return message.HtmlBody;
    }
}
