using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>What becomes of alerts that wait for their confirmation; the host calls both methods at least once a day.</summary>
internal sealed class SignUps(Database database, LinkMailer mailer, TimeProvider time)
{
    private static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>Sign-ups nobody confirmed vanish with the mail that was queued for them. Returns how many.</summary>
    public Task<int> ForgetUnconfirmedAsync(CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        var now = time.GetUtcNow();
        var gone = await AlertStore.ForgetPendingAsync(connection, now - Waits);
        foreach (var id in gone) await AlertStore.NoteAsync(connection, now, "service", "forgotten", id);
        await LinkMailStore.ForgetAsync(connection, now - LinkMailer.Remembered);
        return gone.Count;
    }, cancellationToken);

    /// <summary>
    /// A second alert of one address within the limits' span gets its confirmation mail when they allow it again.
    /// Without this it would wait for a mail that never comes.
    /// </summary>
    public Task SendWithheldAsync(CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        foreach (var alert in await AlertStore.UnaskedAsync(connection))
        {
            await mailer.ConfirmationAsync(connection, alert, cancellationToken);
        }
    }, cancellationToken);
}
