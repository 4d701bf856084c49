using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>Results that were held back, what they would have told, and the decision.</summary>
internal static class QuarantinePages
{
    public static async Task<IResult> ShowAsync(HttpContext http, HeldResults held, FormGuard guard, CancellationToken cancellationToken) =>
        WebEndpoints.Page<QuarantinePage>(new { Frame = AdminFrame.Of(http, guard), Held = await held.AllAsync(cancellationToken) });

    public static async Task<IResult> DecideAsync(HttpContext http, Quarantine quarantine, BackgroundChecks checks, AuditStore audit, Links links, CancellationToken cancellationToken)
    {
        var form = http.Request.Form;
        var (source, target, check, decision) = (form["source"].ToString(), form["target"].ToString(), form["check"].ToString(), form["do"].ToString());
        if (decision is not ("release" or "discard")) throw new UsageException("Nothing was chosen.");
        if (await checks.IsRunningAsync(source, cancellationToken)) throw new UsageException("The source is being checked; decide when that is done. Nothing was changed.");
        try
        {
            if (decision == "release") await quarantine.ReleaseAsync(source, target, cancellationToken, check);
            else await quarantine.DiscardAsync(source, target, cancellationToken, check);
        }
        catch (UsageException)
        {
            throw new UsageException("This result waits no longer: it was decided, or a later check took its place. Nothing was changed.");
        }
        await audit.AddAsync(AdminSession.Actor(http), decision == "release" ? "released" : "discarded", $"{source} {target}", check, cancellationToken);
        return AdminGate.GoTo(http, links, "/admin/quarantine", decision == "release" ? "released" : "discarded");
    }
}
