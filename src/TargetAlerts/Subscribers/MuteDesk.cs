using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>Mutes and unmutes for an alert. Asked again, it changes and notes nothing. Null: no such alert.</summary>
internal sealed class MuteDesk(Database database, TimeProvider time)
{
    /// <summary>They are read with the alert, so there is an end to them.</summary>
    public const int Most = 200;

    /// <exception cref="UsageException">The alert has as many as it may.</exception>
    public Task<Alert?> AddAsync(string id, Mute mute, string actor, CancellationToken cancellationToken) => ChangeAsync(id, actor, "muted", mute.Key, alert =>
    {
        if (alert.Wish.Mutes.Any(other => other.Key == mute.Key)) return null;
        if (alert.Wish.Mutes.Count >= Most) throw new UsageException($"An alert has at most {Most} mutes; unmute what you do not need any more.");
        return [.. alert.Wish.Mutes, mute with { Since = time.GetUtcNow(), After = alert.LastNumber }];
    }, cancellationToken);

    public Task<Alert?> RemoveAsync(string id, string key, string actor, CancellationToken cancellationToken) => ChangeAsync(id, actor, "unmuted", key, alert =>
        alert.Wish.Mutes.Any(mute => mute.Key == key) ? [.. alert.Wish.Mutes.Where(mute => mute.Key != key)] : null, cancellationToken);

    private Task<Alert?> ChangeAsync(string id, string actor, string action, string key, Func<Alert, IReadOnlyList<Mute>?> change, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        var alert = await AlertStore.HoldAsync(connection, id);
        if (alert is null || change(alert) is not { } mutes) return alert;
        var next = alert with { Wish = alert.Wish with { Mutes = mutes } };
        await AlertStore.SaveAsync(connection, next);
        await AlertStore.NoteAsync(connection, time.GetUtcNow(), actor, action, id, key);
        return next;
    }, cancellationToken);
}
