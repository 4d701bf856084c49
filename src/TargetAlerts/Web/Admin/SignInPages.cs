using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>Signing in and out.</summary>
internal static class SignInPages
{
    // Names and passwords that are wrong get one answer, so that it tells nobody which names there are.
    private const string Wrong = "Name and password do not belong together.";
    private const string TooMany = "Too many tries. Wait a minute, then try again.";

    public static IResult Show(HttpContext http, FormGuard guard) => Page(http, guard, Destination(http.Request.Query["to"].ToString()), "", StatusCodes.Status200OK);

    public static async Task<IResult> SignInAsync(
        HttpContext http, WebOptions options, SignInLimits limits, AuditStore audit, Links links, FormGuard guard, CancellationToken cancellationToken)
    {
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        var (name, password, to) = (form["name"].ToString().Trim(), form["password"].ToString(), Destination(form["to"].ToString()));
        if (!await guard.IsOursAsync(http)) return Page(http, guard, to, FormWords.Again, StatusCodes.Status400BadRequest);
        var address = Network.Of(http);
        if (!limits.TryBegin(address, name))
        {
            http.Response.Headers.RetryAfter = "60";
            return Page(http, guard, to, TooMany, StatusCodes.Status429TooManyRequests, name);
        }
        var known = options.Admin.TryGetValue(name, out var kept) && AdminPassword.Parse(kept) is not null;
        var right = (known ? AdminPassword.Parse(kept!)! : AdminPassword.Nobodys).Is(password.Length <= AdminPassword.Longest ? password : "");
        if (!known || !right || password.Length > AdminPassword.Longest)
        {
            // What was typed as a name may be a password: it is not written down.
            await audit.AddAsync(known ? AdminActor.Of(name) : "unknown", "sign-in failed", "admin", null, cancellationToken);
            return Page(http, guard, to, Wrong, StatusCodes.Status400BadRequest, name);
        }
        limits.Succeeded(address, name);
        var spelled = options.Admin.Keys.First(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        await audit.AddAsync(AdminActor.Of(spelled), "signed in", "admin", null, cancellationToken);
        await http.SignInAsync(AdminSession.Scheme, AdminSession.Of(spelled, kept!));
        return AdminGate.GoTo(http, links, to);
    }

    public static async Task<IResult> SignOutAsync(HttpContext http, AuditStore audit, Links links, CancellationToken cancellationToken)
    {
        await audit.AddAsync(AdminSession.Actor(http), "signed out", "admin", null, cancellationToken);
        await http.SignOutAsync(AdminSession.Scheme);
        return AdminGate.GoTo(http, links, "/admin/sign-in");
    }

    /// <summary>Only a page of ours below /admin: a link must not lead elsewhere over the sign-in.</summary>
    private static string Destination(string to) =>
        (to == "/admin" || to.StartsWith("/admin/", StringComparison.Ordinal) || to.StartsWith("/admin?", StringComparison.Ordinal))
        && to.Length <= 500 && !to.Contains('\\') && !to.Contains("//", StringComparison.Ordinal) && !to.Any(char.IsControl)
        && !to.StartsWith("/admin/sign-", StringComparison.Ordinal) ? to : "/admin";

    private static RazorComponentResult<SignInPage> Page(HttpContext http, FormGuard guard, string to, string fault, int status, string name = "") =>
        WebEndpoints.Page<SignInPage>(new { Ticket = guard.Ticket(http), To = to, Fault = fault, Name = Sources.PlainText.Clean(name, 60) }, status);
}
