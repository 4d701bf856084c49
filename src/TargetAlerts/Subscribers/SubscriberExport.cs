using TargetAlerts.Delivery;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>What is known of a subscriber, for the subscriber.</summary>
internal sealed class SubscriberExport(ExportStore store, AddressHash hash, LinkKey key)
{
    public Task<ExportedSubscriber?> ReadAsync(string subscriber, CancellationToken cancellationToken) =>
        store.ReadAsync(subscriber, address => (hash.AllOf(address), MailAddress.SuppressionHashes(key, address)), cancellationToken);
}
