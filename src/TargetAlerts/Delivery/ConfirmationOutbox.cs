using System.Data.Common;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>Leaves the mails that carry a link in the outbox, within the caller's transaction.</summary>
internal sealed class ConfirmationOutbox(MailComposer composer, OutboxStore outbox, TimeProvider time) : IConfirmationOutbox
{
    public Task AddAsync(DbConnection transaction, string alertId, string address, string subject, string text, string html, CancellationToken cancellationToken)
    {
        var mail = new OutgoingMail
        {
            Id = OutgoingMail.NewId(),
            Kind = MailKind.Confirmation,
            AlertId = alertId,
            Recipient = address,
            Subject = subject,
            Text = text,
            Html = html,
            Date = time.GetUtcNow(),
        };
        return outbox.AddAsync(transaction, mail, composer.Compose(mail));
    }
}
