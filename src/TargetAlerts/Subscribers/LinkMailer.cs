using System.Data.Common;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>
/// Puts mails with a link into the outbox, within limits per address (M3AAWG, subscription bombing).
/// It never says whether it did: an answer that differs would tell strangers who is subscribed.
/// </summary>
internal sealed class LinkMailer(Links links, IConfirmationOutbox outbox, AddressHash hash, TimeProvider time)
{
    /// <summary>The longest span a limit looks back.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>At most 1 per address in 24 hours and 3 in 30 days.</summary>
    public async Task ConfirmationAsync(DbConnection transaction, Alert alert, CancellationToken cancellationToken)
    {
        if (await TakeAsync(transaction, alert, "confirm", (1, Day), (3, Remembered)))
            await AddAsync(transaction, alert, ConfirmationMail.Confirmation(alert, links.Confirm(alert.Id)), cancellationToken);
    }

    /// <summary>At most 3 per address in 24 hours; only for an alert that is in use.</summary>
    public async Task ManageLinkAsync(DbConnection transaction, Alert alert, CancellationToken cancellationToken)
    {
        if (alert.State is not (AlertState.Active or AlertState.Paused)) return;
        if (await TakeAsync(transaction, alert, "manage", (3, Day)))
            await AddAsync(transaction, alert, ConfirmationMail.ManageLink(alert, links.Manage(alert.Id)), cancellationToken);
    }

    private async Task<bool> TakeAsync(DbConnection transaction, Alert alert, string purpose, params (int Most, TimeSpan Span)[] limits)
    {
        var now = time.GetUtcNow();
        foreach (var (most, span) in limits)
        {
            var sent = 0;
            foreach (var known in hash.AllOf(alert.Address)) sent += await LinkMailStore.CountAsync(transaction, known, purpose, now - span);
            if (sent >= most) return false;
        }
        await LinkMailStore.AddAsync(transaction, hash.Of(alert.Address), purpose, alert.Id, now);
        return true;
    }

    private Task AddAsync(DbConnection transaction, Alert alert, LinkMail mail, CancellationToken cancellationToken) =>
        outbox.AddAsync(transaction, alert.Id, alert.Address, mail.Subject, mail.Text, mail.Html, cancellationToken);
}
