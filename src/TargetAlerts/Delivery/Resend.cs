using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <summary>"mail resend" and the archive: a digest once more, the same bytes and Message-ID, through the outbox.</summary>
internal sealed class Resend(ResendStore store)
{
    private const int MostPerDay = 3;

    /// <returns>The id of the new message.</returns>
    /// <exception cref="Settings.UsageException">There is no such digest, it still waits, or its reader is not to be written to.</exception>
    public Task<string> ResendAsync(string digestId, CancellationToken cancellationToken) => store.AddCopyAsync(digestId, cancellationToken);

    /// <summary>The same for the reader of an alert, who may ask for three in 24 hours.</summary>
    /// <exception cref="Settings.UsageException">As above, or the alert has no such digest, or the three are used up.</exception>
    public Task<string> ResendAsync(string alertId, string digestId, CancellationToken cancellationToken) => store.AddCopyAsync(alertId, digestId, MostPerDay, cancellationToken);
}
