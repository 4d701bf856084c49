using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>One digest as it was mailed; whole, where its mail could hold only a part.</summary>
internal static class DigestPages
{
    public static async Task<IResult> ShowAsync(string token, LinkTokens tokens, ArchiveStore archive, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Digest, token) is { } id ? Page(await archive.MailAsync(id, cancellationToken)) : WebEndpoints.NotFound();

    public static IResult Page(ArchivedMail? mail) =>
        (mail?.FullHtml ?? (mail?.Bytes is { } bytes ? MailedHtml.Of(bytes) : null)) is { } html
            ? Results.Content(html, "text/html; charset=utf-8")
            : WebEndpoints.NotFound();
}
