using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web.Archive;

/// <summary>Every digest of an alert with what became of it; each opens as it was mailed, and can be had again.</summary>
internal sealed class ArchivePages(ManagedAlert managed, ArchiveStore archive, Resend resend, LinkEnd end, FormGuard guard)
{
    private const int PageSize = 25;

    public static Task<IResult> ShowAsync(string token, HttpContext http, ArchivePages pages, CancellationToken cancellationToken) => pages.ShowAsync(token, http, cancellationToken);

    public static Task<IResult> OpenAsync(string token, string digest, ArchivePages pages, CancellationToken cancellationToken) => pages.OpenAsync(token, digest, cancellationToken);

    public static Task<IResult> ResendAsync(string token, HttpContext http, ArchivePages pages, CancellationToken cancellationToken) => pages.ResendAsync(token, http, cancellationToken);

    private async Task<IResult> ShowAsync(string token, HttpContext http, CancellationToken cancellationToken) =>
        await managed.FindAsync(token, cancellationToken) is { } alert ? await PageAsync(alert, http, null, null, cancellationToken) : WebEndpoints.NotFound();

    private async Task<IResult> OpenAsync(string token, string digest, CancellationToken cancellationToken) =>
        await managed.FindAsync(token, cancellationToken) is { } alert && await archive.MailAsync(digest, cancellationToken) is { } mail && mail.AlertId == alert.Id
            ? DigestPages.Page(mail)
            : WebEndpoints.NotFound();

    private async Task<IResult> ResendAsync(string token, HttpContext http, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(token, cancellationToken) is not { } alert) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        if (!await guard.IsOursAsync(http)) return await PageAsync(alert, http, null, FormWords.Again, cancellationToken, StatusCodes.Status400BadRequest);
        try
        {
            await resend.ResendAsync(alert.Id, form["digest"].ToString(), cancellationToken);
            return await PageAsync(alert, http, "It is on its way again: the same mail, which a mail program may show as the one it has.", null, cancellationToken);
        }
        catch (UsageException refused)
        {
            return await PageAsync(alert, http, null, refused.Message, cancellationToken, StatusCodes.Status409Conflict);
        }
    }

    private async Task<RazorComponentResult<ArchivePage>> PageAsync(Alert alert, HttpContext http, string? note, string? refusal, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
    {
        var count = await archive.CountAsync(alert.Id, cancellationToken);
        var last = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, last) : 1;
        var digests = await archive.PageAsync(alert.Id, (page - 1) * PageSize, PageSize, cancellationToken);
        var zone = Scheduling.Zones.Get(alert.Zone);
        return WebEndpoints.Page<ArchivePage>(new
        {
            Alert = AlertInWords.Of(alert),
            Rows = (IReadOnlyList<ArchiveLine>)[.. digests.Select(digest => ArchiveLine.Of(digest, zone, alert.State == AlertState.Active))],
            Count = count,
            Until = end.Of(http, alert),
            PageNumber = page,
            Pages = last,
            Ticket = guard.Ticket(http),
            Note = note,
            Refusal = refusal,
        }, status);
    }
}
