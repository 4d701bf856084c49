using System.Data.Common;

namespace TargetAlerts.Subscribers;

/// <summary>Tells the owner of an alert what an admin did with it. Implemented by the host over the delivery outbox.</summary>
internal interface IOwnerNotices
{
    /// <summary>Adds the mail to the caller's open transaction; none for an address that never confirmed.</summary>
    /// <param name="transaction">That of what was done.</param>
    /// <param name="alert">As it was before.</param>
    /// <param name="action">"paused", "resumed", "removed" or "moved".</param>
    Task TellAsync(DbConnection transaction, Alert alert, string action, CancellationToken cancellationToken);
}
