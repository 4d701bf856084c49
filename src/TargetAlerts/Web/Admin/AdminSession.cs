using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Admin;

/// <summary>
/// Who is signed in: a cookie sealed with the keys in the database, good for eight hours and no longer than the
/// credential it was given for.
/// </summary>
internal sealed class AdminSession(Links links, WebOptions options) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "admin";

    private const string Credential = "credential";

    public static ClaimsPrincipal Of(string name, string kept) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(Credential, Mark(kept))], Scheme, ClaimTypes.Name, null));

    /// <summary>How the audit names whoever is signed in.</summary>
    public static string Actor(HttpContext http) => AdminActor.Of(http.User.Identity?.Name ?? "");

    public void Configure(CookieAuthenticationOptions options) => Configure(null, options);

    public void Configure(string? name, CookieAuthenticationOptions cookie)
    {
        if (name != Scheme) return;
        // __Host- would have the browser send it to every page; this one goes nowhere but below /admin.
        cookie.Cookie.Name = links.IsHttps ? "__Secure-targetalerts-admin" : "targetalerts-admin";
        cookie.Cookie.Path = links.PathBase + "/admin";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = links.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        cookie.SlidingExpiration = false;
        cookie.Events.OnRedirectToLogin = SendToSignIn;
        cookie.Events.OnRedirectToAccessDenied = SendToSignIn;
        cookie.Events.OnValidatePrincipal = StillKnownAsync;
    }

    // Of the framework's own redirects the host is whatever the asker wrote.
    private Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (Problems.AreWanted(request)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
        {
            var to = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/admin";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{links.PathBase}/admin/sign-in?to={Uri.EscapeDataString(to)}";
        }
        return Task.CompletedTask;
    }

    private async Task StillKnownAsync(CookieValidatePrincipalContext context)
    {
        var known = context.Principal?.Identity?.Name is { } name && options.Admin.TryGetValue(name, out var kept)
            && context.Principal.FindFirstValue(Credential) == Mark(kept);
        if (known) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    // A changed password ends what was signed in with the old one.
    private static string Mark(string kept) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kept.Trim())))[..16];
}
