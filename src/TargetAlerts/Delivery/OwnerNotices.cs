using System.Data.Common;
using System.Text.Encodings.Web;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>Fixed texts: nothing an admin types reaches the owner's mail.</summary>
internal sealed class OwnerNotices(MailComposer composer, OutboxStore outbox, Links links, TimeProvider time) : IOwnerNotices
{
    public Task TellAsync(DbConnection transaction, Alert alert, string action, CancellationToken cancellationToken)
    {
        // Who never confirmed is written to once, with the link that asks for it.
        if (alert.ConfirmedAt is null || alert.State is AlertState.Left or AlertState.Removed) return Task.CompletedTask;
        var targets = alert.Wish.Targets.Count <= 5 ? string.Join(", ", alert.Wish.Targets.Keys) : $"{string.Join(", ", alert.Wish.Targets.Keys.Take(4))} and {alert.Wish.Targets.Count - 4} more";
        var (did, then, stays) = action switch
        {
            "paused" => ("paused", "No digests are sent until it is resumed; up to 30 days of items are kept.", true),
            "resumed" => ("resumed", "What was kept comes with the next digest.", true),
            "moved" => ("moved to another address", "No more digests are sent to this one.", false),
            _ => ("removed", "No more digests are sent.", false),
        };
        var what = $"An administrator of this service has {did} your alert for {targets}. {then}";
        var leave = stays ? links.Unsubscribe(alert.Id) : null;
        var subject = $"Your alert for {targets} was {did}";
        var html = HtmlEncoder.Default;
        var mail = new OutgoingMail
        {
            Id = OutgoingMail.NewId(),
            Kind = MailKind.Notice,
            AlertId = alert.Id,
            Recipient = alert.Address,
            Subject = subject,
            Text = $"{what}\n\n{(leave is null ? "" : $"To unsubscribe, open this page:\n{leave}\n\n")}-- \nTargetAlerts\n",
            Html = $"""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>{html.Encode(subject)}</title></head>
                <body>
                <p>{html.Encode(what)}</p>
                {(leave is null ? "" : $"<p><a href=\"{html.Encode(leave)}\">Unsubscribe</a></p>")}
                <p>TargetAlerts</p>
                </body></html>
                """,
            Date = time.GetUtcNow(),
        };
        return outbox.AddAsync(transaction, mail, composer.Compose(mail));
    }
}
