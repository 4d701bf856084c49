using System.Data.Common;

namespace TargetAlerts.Subscribers;

/// <summary>Where a mail with a link is left to be sent. Implemented by the host over the delivery outbox.</summary>
internal interface IConfirmationOutbox
{
    /// <summary>
    /// Adds the message to the caller's open transaction: it exists if and only if the alert's change does.
    /// The mail carries no List-* headers and may go to an alert that is still pending.
    /// </summary>
    Task AddAsync(
        DbConnection transaction, string alertId, string address, string subject, string text, string html, CancellationToken cancellationToken);
}
