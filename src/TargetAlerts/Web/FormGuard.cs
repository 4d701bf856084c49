using Microsoft.AspNetCore.Antiforgery;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>
/// Guards the forms of our pages. There are no sessions: the right to act is the token in the path. Two more locks stand
/// before it (OWASP Cross-Site Request Forgery Prevention): the browser's word on where the form came from, and ASP.NET's
/// antiforgery pair, whose cookie is SameSite=Strict. One-click unsubscribing passes neither, by RFC 8058.
/// </summary>
internal sealed class FormGuard(IAntiforgery antiforgery, Links links)
{
    /// <summary>The hidden field's value for a page that is being shown; may set the cookie.</summary>
    public string Ticket(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;

    /// <summary>The same for a reader who already has the cookie; null, and no cookie, for anybody else.</summary>
    public string? TicketIfKnown(HttpContext http)
    {
        var tokens = antiforgery.GetTokens(http);
        return tokens.CookieToken is null ? tokens.RequestToken : null;
    }

    /// <summary>The form has been read before, within its limits.</summary>
    public async Task<bool> IsOursAsync(HttpContext http) => CameFromUs(http.Request) && await antiforgery.IsRequestValidAsync(http);

    private bool CameFromUs(HttpRequest request)
    {
        // A browser's own verdict cannot be forged by a page (Fetch Metadata); older browsers send Origin with every POST.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        var ours = links.IsPublic ? links.Origin : $"{request.Scheme}://{request.Host}";
        return origin.Equals(ours, StringComparison.OrdinalIgnoreCase);
    }
}
