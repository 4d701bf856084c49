using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web.Alerts;

/// <summary>"Set Alert": the form, what it would have sent, and the sign-up. Each address confirms for itself.</summary>
internal sealed class SetAlertPages(AlertDesk desk, SignUpLimits limits, BackTest backTest, SourceRegistry sources, ServiceOptions options, FormGuard guard)
{
    private const string TooMany = "Too many sign-ups just now, from your network or in all. Try again in an hour.";

    public static Task<IResult> ShowAsync(HttpContext http, SetAlertPages pages, CancellationToken cancellationToken) => pages.ShowAsync(http, cancellationToken);

    public static Task<IResult> PostAsync(HttpContext http, SetAlertPages pages, CancellationToken cancellationToken) => pages.PostAsync(http, cancellationToken);

    private async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (options.Web.SignUp == SignUpRule.Closed) return WebEndpoints.Page<SignUpClosedPage>(new { });
        var form = AlertForm.Read(http.Request.Query);
        if (http.Request.Query["kind"].Count == 0 && form.Target.Length == 0) return Page(http, form, null);
        var (request, filled) = form.Checked(desk, options.Web, addressed: false);
        return Page(http, filled, filled.Faults.Count == 0 ? await TryAsync(request, cancellationToken) : null);
    }

    private async Task<IResult> PostAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (options.Web.SignUp == SignUpRule.Closed) return WebEndpoints.Refused(StatusCodes.Status403Forbidden);
        var (posted, status) = await SmallForm.ReadAsync(http, cancellationToken, SmallForm.Whole);
        if (posted is null) return WebEndpoints.Refused(status);
        var trying = posted["do"] == "try";
        var (request, form) = AlertForm.Read(posted).Checked(desk, options.Web, addressed: !trying);
        if (!await guard.IsOursAsync(http)) return Page(http, form with { Faults = new Dictionary<string, string> { [""] = FormWords.Again } }, null, StatusCodes.Status400BadRequest);
        if (form.Faults.Count > 0) return Page(http, form, null, StatusCodes.Status400BadRequest);
        if (trying) return Page(http, form, await TryAsync(request, cancellationToken));
        if (!await limits.TryTakeAsync(Network.Of(http), request.Emails.Count, cancellationToken))
        {
            http.Response.Headers.RetryAfter = SignUpLimits.Span.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Page(http, form with { Faults = new Dictionary<string, string> { [""] = TooMany } }, null, StatusCodes.Status429TooManyRequests);
        }
        await desk.SignUpAsync(request, options.Web.AlertsPerAddress, cancellationToken);
        // The same for known and unknown addresses, and whether a mail leaves or was held back.
        return WebEndpoints.Page<SignedUpPage>(new { Addresses = request.Emails.Count });
    }

    private async Task<BackTestView> TryAsync(AlertRequest request, CancellationToken cancellationToken)
    {
        var alert = desk.Draft(request);
        return BackTestView.Of(await backTest.RunAsync(alert, BackTest.Usual, cancellationToken), alert, sources);
    }

    private RazorComponentResult<SetAlertPage> Page(HttpContext http, AlertForm form, BackTestView? backTested, int status = StatusCodes.Status200OK) => WebEndpoints.Page<SetAlertPage>(new
    {
        Form = form,
        BackTest = backTested,
        Ticket = guard.Ticket(http),
        Choices = FormChoices.Of(sources, form),
    }, status);
}
