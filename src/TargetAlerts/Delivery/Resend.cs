using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <summary>"mail resend": a digest once more, the same bytes and Message-ID, through the outbox.</summary>
internal sealed class Resend(ResendStore store)
{
    /// <returns>The id of the new message.</returns>
    /// <exception cref="Settings.UsageException">There is no such digest, it still waits, or its reader is not to be written to.</exception>
    public Task<string> ResendAsync(string digestId, CancellationToken cancellationToken) => store.AddCopyAsync(digestId, cancellationToken);
}
