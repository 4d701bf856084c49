using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>
/// Forgets a subscriber (GDPR Art. 17): asked for in one commit, which ends the alerts, and done in another as soon as no
/// message of theirs is being sent. A crash between the two is made good by the next maintenance.
/// </summary>
internal sealed class Erasure(Database database, ErasureStore store, AddressHash hash, TimeProvider time)
{
    // A claim lasts minutes; whoever set it to days does not outstay the 24 hours in which we promise to be done.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(23);

    public Task<string?> SubscriberAsync(EmailAddress address, CancellationToken cancellationToken) => store.SubscriberAsync(address.Key, cancellationToken);

    /// <summary>What would go; null when nobody is there.</summary>
    public Task<ErasureScope?> ScopeAsync(string subscriber, CancellationToken cancellationToken) => store.ScopeAsync(subscriber, cancellationToken);

    /// <returns>True when all is gone; false when a message is being sent, and the rest follows it.</returns>
    public async Task<bool> EraseAsync(string subscriber, string actor, CancellationToken cancellationToken)
    {
        var alerts = await database.WriteAsync(connection => ErasureStore.AskAsync(connection, subscriber, actor, time.GetUtcNow()), cancellationToken);
        return await FinishAsync(cancellationToken, [.. alerts]) == 0;
    }

    /// <summary>Finishes what was asked for. Returns how many alerts still wait.</summary>
    public async Task<int> FinishAsync(CancellationToken cancellationToken, params string[] only)
    {
        var waiting = 0;
        foreach (var asked in (await store.AskedAsync(cancellationToken)).Where(asked => only.Length == 0 || only.Contains(asked.AlertId)))
        {
            if (!await FinishAsync(asked, cancellationToken)) waiting++;
        }
        return waiting;
    }

    private Task<bool> FinishAsync(AskedErasure asked, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        var now = time.GetUtcNow();
        if (await ErasureStore.IsBeingSentAsync(connection, asked.AlertId, now) && now - asked.AskedAt < Longest) return false;
        var address = await ErasureStore.AddressAsync(connection, asked.AlertId);
        await ErasureStore.EraseAsync(connection, asked.AlertId, address is null ? [] : hash.AllOf(address));
        // That it was done can be shown; of whom cannot be told.
        await AlertStore.NoteAsync(connection, now, asked.Actor, "erased", "an alert");
        return true;
    }, cancellationToken);
}
