using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Web.Pages.Admin;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Web.Admin;

/// <summary>The profiles: names and how they are searched, with the effect of an edit shown before it is saved.</summary>
internal static class ProfilePages
{
    public static IResult List(HttpContext http, TargetCatalog catalog, FormGuard guard) => WebEndpoints.Page<ProfilesPage>(new
    {
        Frame = AdminFrame.Of(http, guard),
        Targets = (IReadOnlyList<(string, string, string, int, int)>)[.. catalog.All.OrderBy(target => target.Symbol, StringComparer.OrdinalIgnoreCase)
            .Select(target => (target.Symbol, target.Name, target.Gene ?? "", target.Names.Count, target.FollowedDrugs.Count()))],
    });

    public static IResult Show(string symbol, HttpContext http, TargetCatalog catalog, FormGuard guard) =>
        Find(catalog, symbol) is { } target ? Page(http, guard, target, ProfileEdits.Form(target), null, "", StatusCodes.Status200OK) : WebEndpoints.NotFound();

    public static async Task<IResult> ChangeAsync(string symbol, HttpContext http, TargetCatalog catalog, ProfileEdits edits, TargetDesk desk, AuditStore audit, Links links, FormGuard guard, CancellationToken cancellationToken)
    {
        if (Find(catalog, symbol) is not { } target) return WebEndpoints.NotFound();
        var posted = http.Request.Form;
        if (posted["do"] == "remove")
        {
            var removed = await desk.RemoveAsync(target.Symbol, posted.ContainsKey("force"), cancellationToken);
            if (removed.State == "refused")
            {
                var why = $"{Digests.Phrases.Count(removed.Alerts.Count, "alert")} on it would hear nothing more of it. Tick the box to remove it all the same.";
                return Page(http, guard, target, ProfileEdits.Form(target), null, why, StatusCodes.Status400BadRequest);
            }
            catalog.Take(target.Symbol);
            await audit.AddAsync(AdminSession.Actor(http), "target removed", target.Symbol, null, cancellationToken);
            return AdminGate.GoTo(http, links, "/admin/targets", "target-removed");
        }
        if (posted["do"] != "try" && posted["do"] != "save") throw new UsageException("Nothing was chosen.");
        var (form, profile) = ProfileEdits.Read(target, posted);
        if (profile is null) return Page(http, guard, target, form, null, "", StatusCodes.Status400BadRequest);
        if (posted["do"] == "try") return Page(http, guard, target, form, edits.Effect(target, profile), "", StatusCodes.Status200OK);
        await edits.SaveAsync(target, profile, AdminSession.Actor(http), cancellationToken);
        return AdminGate.GoTo(http, links, $"/admin/targets/{Uri.EscapeDataString(target.Symbol)}", "target-saved");
    }

    // A slash in a symbol stays encoded in the path.
    private static DrugTarget? Find(TargetCatalog catalog, string symbol)
    {
        var wanted = symbol.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return catalog.All.FirstOrDefault(target => target.Symbol.Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static IResult Page(HttpContext http, FormGuard guard, DrugTarget target, ProfileForm form, IReadOnlyList<QueryEffect>? effect, string refused, int status) => WebEndpoints.Page<ProfilePage>(new
    {
        Frame = AdminFrame.Of(http, guard),
        target.Symbol,
        Name = $"{Digests.Phrases.Sentence(target.Name)} · {target.Organism}",
        Identity = TargetIdentity.Of(target),
        Form = form,
        Effect = effect,
        Refused = refused,
    }, status);
}
