namespace TargetAlerts.Web.Admin;

/// <summary>What every page of an admin shows around itself.</summary>
/// <param name="Name">Who is signed in.</param>
/// <param name="Ticket">For its forms.</param>
/// <param name="Note">What has just been done; null for nothing.</param>
public sealed record AdminFrame(string Name, string Ticket, string? Note)
{
    private static readonly Dictionary<string, string> Notes = new()
    {
        ["checking"] = "The check has begun; reload this page to see how it ended.",
        ["checking-already"] = "This source is being checked already; there are never two checks of one at once.",
        ["schedule"] = "Saved. It is in force from now on, on every node.",
        ["released"] = "Released: what was held back is told with the next digests.",
        ["discarded"] = "Discarded: the source is read again at its next check.",
        ["paused"] = "Paused. The owner is told by mail.",
        ["resumed"] = "Resumed. The owner is told by mail.",
        ["removed"] = "Removed. The owner is told by mail.",
        ["moved"] = "This is the alert of the new address, which must confirm it. The former owner is told by mail.",
        ["same"] = "Nothing had to be changed.",
        ["resent"] = "It leaves again with the next delivery, the same bytes under the same Message-ID.",
        ["lifted"] = "Lifted: the address may be written to again.",
        ["target-saved"] = "Saved, and in force here. Each source whose query changed is read anew at its next check.",
        ["target-removed"] = "Followed no longer. Its records stay, its file lies beside its place as “.removed”.",
    };

    internal static AdminFrame Of(HttpContext http, FormGuard guard) =>
        new(http.User.Identity?.Name ?? "", guard.Ticket(http), Notes.GetValueOrDefault(http.Request.Query["said"].ToString()));
}
