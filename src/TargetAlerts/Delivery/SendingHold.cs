using System.Globalization;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <summary>
/// After a restore nobody but a person can know what was sent since the backup: until it is released nothing is claimed, and
/// no digest is made, so that what came due meanwhile is one digest and not a storm (MAIL-AND-SAFETY section 7).
/// </summary>
internal sealed class SendingHold(HoldStore store, SendMark mark, IOperatorAlarm alarm, TimeProvider time)
{
    public static string Said(Hold hold) => string.Create(CultureInfo.InvariantCulture, $"Sending is held since {hold.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {hold.Why}.");

    /// <summary>With its remedy, for logs, commands and pages.</summary>
    public static string Words(Hold hold) => $"{Said(hold)} {Remedy.Hold}";

    /// <summary>The hold, null for none. Notices an older database that was put in place by hand.</summary>
    public async Task<Hold?> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        var noted = mark.Read(state.Installation);
        // Another process may have sent between the two readings. What the mark tells, its own database knew before.
        if (noted > state.Rounds) state = await store.ReadAsync(cancellationToken);
        if (state.Hold is not null || noted <= state.Rounds) return state.Hold;
        return await HoldAsync("the database is older than what was sent from here: a copy of it must have been put in its place", cancellationToken);
    }

    /// <param name="why">One clause, for a person.</param>
    public async Task<Hold> HoldAsync(string why, CancellationToken cancellationToken)
    {
        var hold = new Hold(why, time.GetUtcNow());
        await store.PutAsync(hold, cancellationToken);
        await alarm.RaiseAsync("sending", Words(hold), cancellationToken);
        return hold;
    }

    /// <returns>What was held; null when nothing was.</returns>
    public async Task<Hold?> ReleaseAsync(string actor, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        if (state.Hold is not null) await store.ReleaseAsync(mark.Read(state.Installation), actor, time.GetUtcNow(), cancellationToken);
        return state.Hold;
    }

    /// <summary>After a round that sent something.</summary>
    public async Task NoteRoundAsync(CancellationToken cancellationToken)
    {
        var rounds = await store.CountRoundAsync(cancellationToken);
        mark.Write((await store.ReadAsync(cancellationToken)).Installation, rounds);
    }
}
