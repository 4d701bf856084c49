using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>One alert's own page, behind a link that was mailed within the last 24 hours.</summary>
internal static class ManagePages
{
    public static async Task<IResult> ShowAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        return alert is null ? WebEndpoints.NotFound() : Page(alert, guard.Ticket(http));
    }

    public static async Task<IResult> ChangeAsync(
        string token, HttpContext http, LinkTokens tokens, AlertStore alerts, AlertLife life, FormGuard guard, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, tokens, alerts, cancellationToken);
        if (alert is null) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return Page(alert, guard.Ticket(http), FormWords.Again, StatusCodes.Status400BadRequest);
        var (step, note) = form["do"].ToString() switch
        {
            "pause" => (life.PauseAsync(alert.Id, Actor.Subscriber, cancellationToken), "Paused. Up to 30 days of items are kept for you."),
            "resume" => (life.ResumeAsync(alert.Id, Actor.Subscriber, cancellationToken), "Resumed. What was kept comes with the next digest."),
            "unsubscribe" => (life.LeaveAsync(alert.Id, cancellationToken), "You are unsubscribed. No more digests are sent."),
            "return" => (life.ReturnAsync(alert.Id, cancellationToken), "You are subscribed again, as before."),
            _ => (null, ""),
        };
        if (step is null) return WebEndpoints.Refused(StatusCodes.Status400BadRequest);
        return await step is { } changed ? Page(changed, guard.Ticket(http), note) : WebEndpoints.NotFound();
    }

    private static async Task<Alert?> FindAsync(string token, LinkTokens tokens, AlertStore alerts, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Manage, token) is { } id
        && await alerts.FindAsync(id, cancellationToken) is { State: not AlertState.Removed } alert ? alert : null;

    private static RazorComponentResult<ManagePage> Page(Alert alert, string ticket, string? note = null, int status = StatusCodes.Status200OK) =>
        WebEndpoints.Page<ManagePage>(
            new { Alert = AlertInWords.Of(alert), alert.Address, Ticket = ticket, Note = note }, status);
}
