using TargetAlerts.Delivery;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <summary>Who did what.</summary>
internal static class AuditPages
{
    public static async Task<IResult> ShowAsync(HttpContext http, AuditStore audit, AdminClock clock, FormGuard guard, CancellationToken cancellationToken)
    {
        var text = PlainText.Clean(http.Request.Query["q"].ToString(), 100);
        var action = PlainText.Clean(http.Request.Query["action"].ToString(), 60);
        var page = Paging.Page(http.Request);
        var rows = await audit.ReadAsync(text, action, (page - 1) * Paging.Size, Paging.Size + 1, cancellationToken);
        return WebEndpoints.Page<AuditPage>(new
        {
            Frame = AdminFrame.Of(http, guard),
            Lines = (IReadOnlyList<(string, string, string, string, string)>)[.. rows.Take(Paging.Size).Select(row =>
                (clock.When(row.At), row.Actor, row.Action, PlainText.Shorten(row.Subject, 40), PlainText.Shorten(MailAddress.MaskAll(row.Detail ?? ""), 240)))],
            Text = text,
            Action = action,
            Actions = await audit.ActionsAsync(cancellationToken),
            Clock = clock.Zone,
            Paging = Paging.Of(page, rows.Count > Paging.Size, ("q", text), ("action", action)),
        });
    }
}
