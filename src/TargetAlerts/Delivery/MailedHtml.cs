using MimeKit;

namespace TargetAlerts.Delivery;

/// <summary>The HTML part of a mail from its very bytes: what a reader was sent, not what would be made today.</summary>
internal static class MailedHtml
{
    /// <summary>Fit for a page: its pictures stand within it. A mail of text alone has none.</summary>
    /// <param name="whole">Takes the place of the HTML part, with the same pictures; null for the part itself.</param>
    public static string? Of(byte[] bytes, string? whole = null)
    {
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(stream);
        var html = whole ?? message.HtmlBody;
        foreach (var picture in message.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null))
        {
            using var content = new MemoryStream();
            picture.Content?.DecodeTo(content);
            html = html?.Replace($"cid:{picture.ContentId}", $"data:{picture.ContentType.MimeType};base64,{Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length)}", StringComparison.Ordinal);
        }
        return html;
    }

    public static string? TextOf(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(stream);
        return message.TextBody;
    }
}
