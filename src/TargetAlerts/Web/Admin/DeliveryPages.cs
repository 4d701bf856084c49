using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages.Admin;

namespace TargetAlerts.Web.Admin;

/// <param name="What">"Digest No. 12", "confirmation".</param>
/// <param name="To">Masked.</param>
/// <param name="Badge">The class that goes with the state.</param>
/// <param name="DigestId">Set where it can be sent again.</param>
public sealed record DeliveryLine(string When, string What, string? AlertId, string To, string State, string Badge, int Attempts, string Result, string? DigestId);

/// <summary>What was mailed, sending a digest again, and addresses that are not written to.</summary>
internal static class DeliveryPages
{
    private const int Suppressions = 100;

    private static readonly string[] States = ["waiting", "sent", "failed", "unknown", "cancelled"];

    public static Task<IResult> ShowAsync(HttpContext http, MessageLog messages, SuppressionStore suppressions, AdminClock clock, FormGuard guard, CancellationToken cancellationToken) =>
        PageAsync(http, messages, suppressions, clock, guard, "", "", StatusCodes.Status200OK, cancellationToken);

    public static async Task<IResult> ResendAsync(HttpContext http, Resend resend, AuditStore audit, Links links, CancellationToken cancellationToken)
    {
        var digest = http.Request.Form["digest"].ToString();
        await resend.ResendAsync(digest, cancellationToken);
        await audit.AddAsync(AdminSession.Actor(http), "resent", digest, null, cancellationToken);
        return AdminGate.GoTo(http, links, "/admin/deliveries", "resent");
    }

    public static async Task<IResult> LiftAsync(HttpContext http, MessageLog messages, SuppressionStore suppressions, AdminClock clock, Links links, FormGuard guard, CancellationToken cancellationToken)
    {
        var email = PlainText.Clean(http.Request.Form["email"].ToString(), 300);
        try
        {
            if (!await suppressions.LiftAsync(EmailAddress.Parse(email), AdminSession.Actor(http), cancellationToken)) throw new UsageException("That address is not suppressed.");
            return AdminGate.GoTo(http, links, "/admin/deliveries", "lifted");
        }
        catch (UsageException refused)
        {
            return await PageAsync(http, messages, suppressions, clock, guard, email, refused.Message, StatusCodes.Status400BadRequest, cancellationToken);
        }
    }

    public static DeliveryLine Line(MessageRow row, AdminClock clock) => new(
        clock.When(row.DoneAt ?? row.CreatedAt),
        row.DigestId is null ? (row.Kind == "confirmation" ? "Link to confirm or manage" : Phrases.Sentence(row.Kind)) : row.Number is { } number ? $"Digest No. {number}" : "Digest",
        row.AlertId, MailAddress.Mask(row.Recipient),
        row.State is "ready" or "claimed" or "inflight" ? $"waiting, next {clock.Next(row.NextAt)}" : row.State,
        row.State switch { "sent" => "state-ok", "failed" => "state-bad", "unknown" => "state-warn", _ => "" },
        row.Attempts, PlainText.Shorten(MailAddress.MaskAll(PlainText.Clean(row.Result ?? "", 400)), 200),
        row.Kind == "digest" && row.State is "sent" or "failed" or "unknown" ? row.DigestId : null);

    private static async Task<IResult> PageAsync(HttpContext http, MessageLog messages, SuppressionStore suppressions, AdminClock clock, FormGuard guard, string email, string fault, int status, CancellationToken cancellationToken)
    {
        var state = States.FirstOrDefault(one => one == http.Request.Query["state"].ToString()) ?? "";
        var alert = PlainText.Clean(http.Request.Query["alert"].ToString(), 60);
        var page = Paging.Page(http.Request);
        var rows = await messages.ReadAsync(state, alert, (page - 1) * Paging.Size, Paging.Size + 1, cancellationToken);
        return WebEndpoints.Page<DeliveriesPage>(new
        {
            Frame = AdminFrame.Of(http, guard),
            Lines = (IReadOnlyList<DeliveryLine>)[.. rows.Take(Paging.Size).Select(row => Line(row, clock))],
            States = (IReadOnlyList<string>)States,
            State = state,
            Alert = alert,
            Clock = clock.Zone,
            Paging = Paging.Of(page, rows.Count > Paging.Size, ("state", state), ("alert", alert)),
            Suppressed = (IReadOnlyList<(string, string, string)>)[.. (await suppressions.ReadAsync(Suppressions, cancellationToken)).Select(row => (row.AddressHash[..12], MailAddress.MaskAll(row.Reason), clock.When(row.At)))],
            SuppressedTotal = await suppressions.CountAsync(cancellationToken),
            Email = email,
            Fault = fault,
        }, status);
    }
}
