using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web.Data;

/// <summary>One's own data: taken along as JSON, or erased. Both need a freshly mailed link, since digests get forwarded.</summary>
internal sealed class DataPages(ManagedAlert managed, AlertStore alerts, SubscriberExport export, Erasure erasure, LinkEnd end, FormGuard guard)
{
    public static Task<IResult> ExportAsync(string token, DataPages pages, CancellationToken cancellationToken) => pages.ExportAsync(token, cancellationToken);

    public static Task<IResult> ShowAsync(string token, HttpContext http, DataPages pages, CancellationToken cancellationToken) => pages.ShowAsync(token, http, cancellationToken);

    public static Task<IResult> EraseAsync(string token, HttpContext http, DataPages pages, CancellationToken cancellationToken) => pages.EraseAsync(token, http, cancellationToken);

    private async Task<IResult> ExportAsync(string token, CancellationToken cancellationToken) =>
        await managed.FindAsync(token, cancellationToken) is { } alert && await export.ReadAsync(alert.SubscriberId, cancellationToken) is { } data
            ? Results.Bytes(data.ToBytes(), "application/json", "targetalerts-my-data.json")
            : WebEndpoints.NotFound();

    private async Task<IResult> ShowAsync(string token, HttpContext http, CancellationToken cancellationToken) =>
        await managed.FindAsync(token, cancellationToken) is { } alert ? await PageAsync(alert, http, null, cancellationToken) : WebEndpoints.NotFound();

    private async Task<IResult> EraseAsync(string token, HttpContext http, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(token, cancellationToken) is not { } alert) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return await PageAsync(alert, http, FormWords.Again, cancellationToken, StatusCodes.Status400BadRequest);
        return WebEndpoints.Page<ErasedPage>(new { Done = await erasure.EraseAsync(alert.SubscriberId, Actor.Subscriber, cancellationToken) });
    }

    private async Task<IResult> PageAsync(Alert alert, HttpContext http, string? note, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
    {
        if (await erasure.ScopeAsync(alert.SubscriberId, cancellationToken) is not { } scope) return WebEndpoints.NotFound();
        var titles = new List<string>();
        foreach (var id in scope.Alerts)
        {
            if (await alerts.FindAsync(id, cancellationToken) is { } one) titles.Add(AlertInWords.Of(one).Title);
        }
        return WebEndpoints.Page<ErasePage>(new { scope.Address, Until = end.Of(http, alert), Alerts = (IReadOnlyList<string>)titles, scope.Digests, scope.Messages, Ticket = guard.Ticket(http), Note = note }, status);
    }
}
