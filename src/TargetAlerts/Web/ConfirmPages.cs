using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>Confirming: the link shows, the button confirms; pressed again it says the same.</summary>
internal static class ConfirmPages
{
    public static async Task<IResult> ShowAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, LinkEnd end, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        return alert is null ? WebEndpoints.NotFound() : Page(alert, end.Of(http, alert), guard.Ticket(http));
    }

    public static async Task<IResult> ConfirmAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, AlertLife life, Links links, LinkEnd end, FormGuard guard,
        CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        if (alert is null) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return Page(alert, end.Of(http, alert), guard.Ticket(http), StatusCodes.Status400BadRequest);
        var confirmed = await life.ConfirmAsync(alert.Id, cancellationToken);
        if (confirmed is null) return WebEndpoints.NotFound();
        return WebEndpoints.Page<ConfirmedPage>(new { Alert = AlertInWords.Of(confirmed), Unsubscribe = links.Unsubscribe(confirmed.Id) });
    }

    private static async Task<Alert?> FindAsync(string token, LinkTokens tokens, AlertStore alerts, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Confirm, token) is { } id
        && await alerts.FindAsync(id, cancellationToken) is { State: not (AlertState.Left or AlertState.Removed) } alert ? alert : null;

    private static RazorComponentResult<ConfirmPage> Page(Alert alert, string until, string ticket, int status = StatusCodes.Status200OK) =>
        WebEndpoints.Page<ConfirmPage>(new { Alert = AlertInWords.Of(alert), Until = until, Ticket = ticket, Again = status != StatusCodes.Status200OK }, status);
}
