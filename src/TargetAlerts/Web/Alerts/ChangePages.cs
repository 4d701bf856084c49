using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web.Alerts;

/// <summary>Changing an alert: the form it was set with, filled in, and what it would have sent that way.</summary>
internal sealed class ChangePages(ManagePages manage, AlertDesk desk, BackTest backTest, SourceRegistry sources, ServiceOptions options, LinkEnd end, FormGuard guard)
{
    public static async Task<IResult> ShowAsync(string token, HttpContext http, ChangePages pages, CancellationToken cancellationToken) =>
        await pages.FindAsync(token, cancellationToken) is { } alert ? pages.Page(http, alert, AlertForm.Of(alert)) : WebEndpoints.NotFound();

    public static Task<IResult> PostAsync(string token, HttpContext http, ChangePages pages, CancellationToken cancellationToken) => pages.PostAsync(token, http, cancellationToken);

    private async Task<IResult> PostAsync(string token, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } alert) return WebEndpoints.NotFound();
        var (posted, status) = await SmallForm.ReadAsync(http, cancellationToken, SmallForm.Whole);
        if (posted is null) return WebEndpoints.Refused(status);
        var (request, form) = AlertForm.Read(posted.Where(field => field.Key != "email")).Checked(desk, options.Web, addressed: false);
        if (!await guard.IsOursAsync(http)) return Faulty(http, alert, form, FormWords.Again);
        if (form.Faults.Count > 0) return Page(http, alert, form, status: StatusCodes.Status400BadRequest);
        if (posted["do"] == "try") return Page(http, alert, form, await TryAsync(alert, request, cancellationToken));
        try
        {
            await desk.EditAsync(alert.Id, AlertForm.Whole(request), cancellationToken, Actor.Subscriber);
        }
        catch (UsageException refused)
        {
            return Faulty(http, alert, form, refused.Message);
        }
        return await manage.PageAsync(http, token, "Saved. The next digest is made that way; an added target or source counts from now.", cancellationToken);
    }

    // What was left or removed is not edited; it can be come back to on the page before.
    private async Task<Alert?> FindAsync(string token, CancellationToken cancellationToken) =>
        await manage.FindAsync(token, cancellationToken) is { State: AlertState.Pending or AlertState.Active or AlertState.Paused } alert ? alert : null;

    private async Task<BackTestView> TryAsync(Alert alert, AlertRequest request, CancellationToken cancellationToken)
    {
        var draft = desk.Draft(request);
        draft = draft with { Wish = draft.Wish with { Mutes = alert.Wish.Mutes } };
        return BackTestView.Of(await backTest.RunAsync(draft, BackTest.Usual, cancellationToken), draft, sources);
    }

    private RazorComponentResult<ChangePage> Faulty(HttpContext http, Alert alert, AlertForm form, string fault) =>
        Page(http, alert, form with { Faults = new Dictionary<string, string>(form.Faults) { [""] = fault } }, status: StatusCodes.Status400BadRequest);

    private RazorComponentResult<ChangePage> Page(HttpContext http, Alert alert, AlertForm form, BackTestView? backTested = null, int status = StatusCodes.Status200OK) => WebEndpoints.Page<ChangePage>(new
    {
        AlertInWords.Of(alert).Title,
        Muted = alert.Wish.Mutes.Count,
        Until = end.Of(http, alert),
        Form = form,
        BackTest = backTested,
        Ticket = guard.Ticket(http),
        Choices = FormChoices.Of(sources, form),
    }, status);
}
