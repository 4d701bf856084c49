using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>
/// Gives an alert another address: a new alert with the same wish, which the address must confirm, in place of the old
/// one. Not the same alert: the links in the former owner's mails would still lead to it.
/// </summary>
internal sealed class AlertMove(Database database, AlertStore alerts, LinkMailer mailer, WebOptions options, TimeProvider time, IOwnerNotices notices)
{
    /// <returns>The id of the new alert.</returns>
    /// <exception cref="UsageException">The address cannot be used, or the alert is over.</exception>
    public async Task<string> ToAsync(string id, string email, string actor, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Parse(email.Trim());
        if (await alerts.CountAsync(address, cancellationToken) >= options.AlertsPerAddress)
            throw new UsageException($"That address has {options.AlertsPerAddress} alerts already, which is as many as it may (Web:AlertsPerAddress).");
        return await database.WriteAsync(async connection =>
        {
            var old = await AlertStore.HoldAsync(connection, id) ?? throw new UsageException("There is no such alert any more.");
            if (old.State is AlertState.Left or AlertState.Removed) throw new UsageException($"The alert is {AlertView.Word(old.State)}: it cannot be moved.");
            if (address.Key.Equals(old.Address, StringComparison.OrdinalIgnoreCase)) throw new UsageException("It is the alert's own address.");
            var now = time.GetUtcNow();
            var (subscriber, known) = await AlertStore.SubscriberAsync(connection, address, ReadableId.New(), now);
            var moved = old with
            {
                Id = ReadableId.New(),
                SubscriberId = subscriber,
                Address = known,
                State = AlertState.Pending,
                Position = 0,
                LastNumber = 0,
                CreatedAt = now,
                ConfirmedAt = null,
                Consent = null,
                PausedAt = null,
                PausedUntil = null,
                ResumedAt = null,
            };
            await AlertStore.AddAsync(connection, moved);
            await AlertStore.SaveAsync(connection, old with { State = AlertState.Removed });
            await AlertStore.NoteAsync(connection, now, actor, "moved", id);
            await AlertStore.NoteAsync(connection, now, actor, "added", moved.Id);
            await mailer.ConfirmationAsync(connection, moved, cancellationToken);
            await notices.TellAsync(connection, old, "moved", cancellationToken);
            return moved.Id;
        }, cancellationToken);
    }
}
