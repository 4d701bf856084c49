using TargetAlerts.Delivery;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>One digest as it was mailed; whole, where its mail could hold only a part.</summary>
internal static class DigestPages
{
    public static async Task<IResult> ShowAsync(string token, LinkTokens tokens, ArchiveStore archive, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Digest, token) is { } id ? Page(await archive.MailAsync(id, cancellationToken)) : WebEndpoints.NotFound();

    public static IResult Page(ArchivedMail? mail)
    {
        if (mail is { Bytes: { } bytes })
        {
            // What was sent as text alone is shown so.
            return MailedHtml.Of(bytes, mail.FullHtml) is { } html ? Html(html) : Results.Text(MailedHtml.TextOf(bytes), "text/plain; charset=utf-8");
        }
        if (mail?.FullHtml is { } whole) return Html(whole);
        return mail is { Forgotten: true } ? WebEndpoints.Page<ForgottenPage>(new { }, StatusCodes.Status410Gone) : WebEndpoints.NotFound();
    }

    private static IResult Html(string html) => Results.Content(html, "text/html; charset=utf-8");
}
