using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>A whole digest, where its mail could hold only a part.</summary>
internal static class DigestPages
{
    public static async Task<IResult> ShowAsync(string token, LinkTokens tokens, DigestStore digests, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Digest, token) is { } id && await digests.FullHtmlAsync(id, cancellationToken) is { } html
            ? Results.Content(html, "text/html; charset=utf-8")
            : WebEndpoints.NotFound();
}
