using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>Leaving, by a mail program's one click (RFC 8058) or the page's button; coming back; asking for a manage link.</summary>
internal static class UnsubscribePages
{
    public static async Task<IResult> ShowAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        return alert is null ? WebEndpoints.NotFound() : Page(token, alert, guard.Ticket(http));
    }

    /// <summary>
    /// No cookie, no antiforgery, no redirect: the POST of RFC 8058 comes from a mail provider's server. The page's own
    /// button sends the same form, so there is one way out and it cannot fail for a blocked cookie.
    /// </summary>
    public static async Task<IResult> UnsubscribeAsync(
        string token, HttpContext http, LinkTokens tokens, AlertLife life, FormGuard guard, CancellationToken cancellationToken)
    {
        if (tokens.AlertOf(LinkPurpose.Unsubscribe, token) is not { } id) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!form["List-Unsubscribe"].ToString().Equals("One-Click", StringComparison.OrdinalIgnoreCase))
            return WebEndpoints.Refused(StatusCodes.Status400BadRequest);
        var alert = await life.LeaveAsync(id, cancellationToken);
        return alert is null ? WebEndpoints.NotFound() : Page(token, alert, guard.TicketIfKnown(http));
    }

    public static async Task<IResult> ReturnAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, AlertLife life, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        if (alert is null) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return Again(token, alert, guard.Ticket(http));
        return await life.ReturnAsync(alert.Id, cancellationToken) is { } returned
            ? Page(token, returned, guard.Ticket(http), "You are subscribed again, as before.")
            : WebEndpoints.NotFound();
    }

    public static async Task<IResult> SendManageLinkAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, AlertDesk desk, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        if (alert is null) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return Again(token, alert, guard.Ticket(http));
        await desk.SendManageLinkAsync(alert.Id, cancellationToken);
        return Page(token, alert, guard.Ticket(http),
            "If this alert is in use, a link to manage it is on its way to the alert’s own address, at most three times a day.");
    }

    private static async Task<Alert?> FindAsync(string token, LinkTokens tokens, AlertStore alerts, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Unsubscribe, token) is { } id ? await alerts.FindAsync(id, cancellationToken) : null;

    private static RazorComponentResult<UnsubscribePage> Again(string token, Alert alert, string ticket) =>
        Page(token, alert, ticket, FormWords.Again, StatusCodes.Status400BadRequest);

    private static RazorComponentResult<UnsubscribePage> Page(string token, Alert alert, string? ticket, string? note = null, int status = StatusCodes.Status200OK) =>
        WebEndpoints.Page<UnsubscribePage>(new { Alert = AlertInWords.Of(alert), Ticket = ticket, Note = note }, status);
}
