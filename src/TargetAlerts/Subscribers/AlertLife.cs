using System.Data.Common;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Subscribers;

/// <summary>Who made a transition, as the audit names it.</summary>
internal static class Actor
{
    public const string Admin = "admin";
    public const string Subscriber = "subscriber";

    /// <summary>The subscriber, who called a mail unwanted (RFC 5965).</summary>
    public const string Complaint = "complaint";

    /// <summary>Nobody: the time had come.</summary>
    public const string Service = "service";
}

/// <summary>
/// The states of an alert and the ways between them. Each way is walked once however often it is asked for:
/// asking again changes and notes nothing. Null: no such alert; the alert comes back in the state it then has.
/// </summary>
internal sealed class AlertLife(Database database, AlertStore alerts, TimeProvider time, IOwnerNotices notices)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task<Alert?> ConfirmAsync(string id, CancellationToken cancellationToken) => MoveAsync(KillPoints.Confirm, id, Actor.Subscriber, "confirmed",
        async (alert, connection) => alert.State == AlertState.Pending
            ? Begun(alert, await AlertStore.LastChangeAsync(connection), time.GetUtcNow(), ConfirmationMail.Consent)
            : null, cancellationToken);

    /// <param name="until">The first day on which it is sent again, in the alert's zone; null: until it is resumed. A pause that runs gets the new end.</param>
    /// <exception cref="UsageException">A day that is not to come.</exception>
    public Task<Alert?> PauseAsync(string id, DateOnly? until, string actor, CancellationToken cancellationToken) =>
        MoveAsync(id, actor, "paused", (alert, _) => Task.FromResult(Paused(alert, until)), cancellationToken);

    /// <summary>A step of the caller's transaction: until it is resumed.</summary>
    public Task<Alert?> PauseAsync(DbConnection connection, string id, string actor, CancellationToken cancellationToken) =>
        StepAsync(connection, id, actor, "paused", (alert, _) => Task.FromResult(Paused(alert, null)), cancellationToken);

    public Task<Alert?> ResumeAsync(string id, string actor, CancellationToken cancellationToken) => MoveAsync(id, actor, "resumed", ResumedAsync, cancellationToken);

    /// <summary>A step of the caller's transaction.</summary>
    public Task<Alert?> ResumeAsync(DbConnection connection, string id, string actor, CancellationToken cancellationToken) =>
        StepAsync(connection, id, actor, "resumed", ResumedAsync, cancellationToken);

    /// <summary>Ends the pauses whose day has come, as of that day: nothing is lost by nobody having been there on it.</summary>
    public async Task ResumeDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // A day begins in the east before it does in UTC.
        foreach (var due in await alerts.PausedUntilAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(1), cancellationToken))
        {
            if (AlertPause.End(due) > now) continue;
            await MoveAsync(due.Id, Actor.Service, "resumed", async (alert, connection) => alert.State == AlertState.Paused && AlertPause.End(alert) is { } end && end <= now
                ? alert with { State = AlertState.Active, PausedAt = null, PausedUntil = null, ResumedAt = end, Position = await KeptFromAsync(alert, connection, end) }
                : null, cancellationToken);
        }
    }

    /// <summary>The subscriber's own leaving.</summary>
    public Task<Alert?> LeaveAsync(string id, CancellationToken cancellationToken) => MoveAsync(KillPoints.Unsubscribe, id, Actor.Subscriber, "left", Left, cancellationToken);

    /// <summary>A step of the caller's transaction.</summary>
    public Task<Alert?> LeaveAsync(DbConnection connection, string id, string actor, CancellationToken cancellationToken) => StepAsync(connection, id, actor, "left", Left, cancellationToken);

    /// <summary>Undoes the leaving: the alert is what it was.</summary>
    public Task<Alert?> ReturnAsync(string id, CancellationToken cancellationToken) => MoveAsync(id, Actor.Subscriber, "returned",
        async (alert, connection) => alert.State == AlertState.Left
            ? alert with { State = Before(alert), Position = await KeptFromAsync(alert, connection, time.GetUtcNow()) }
            : null, cancellationToken);

    public Task<Alert?> RemoveAsync(string id, CancellationToken cancellationToken, string actor = Actor.Admin) => MoveAsync(id, actor, "removed",
        (alert, _) => Task.FromResult(alert.State == AlertState.Removed
            ? null
            : alert with { State = AlertState.Removed }), cancellationToken);

    /// <summary>An alert from the moment consent is given: only changes detected after it count.</summary>
    public static Alert Begun(Alert alert, long lastChange, DateTimeOffset now, string consent) => alert with
    {
        State = AlertState.Active,
        Position = lastChange,
        ConfirmedAt = now,
        Consent = consent,
        Wish = alert.Wish with
        {
            Targets = alert.Wish.Targets.Keys.ToDictionary(name => name, _ => lastChange, StringComparer.Ordinal),
            Sources = alert.Wish.Sources.Keys.ToDictionary(name => name, _ => lastChange, StringComparer.Ordinal),
        },
    };

    private static AlertState Before(Alert alert) =>
        alert.ConfirmedAt is null ? AlertState.Pending : alert.PausedAt is null ? AlertState.Active : AlertState.Paused;

    // What waited longer than 30 days is not sent after a pause or an absence.
    private static async Task<long> KeptFromAsync(Alert alert, DbConnection connection, DateTimeOffset end)
    {
        var old = await AlertStore.LastChangeBeforeAsync(connection, end - Kept);
        await AlertStore.DiscardWaitingAsync(connection, alert.Id, old);
        return Math.Max(alert.Position, old);
    }

    private Task<Alert?> MoveAsync(
        string id, string actor, string action, Func<Alert, DbConnection, Task<Alert?>> step, CancellationToken cancellationToken) =>
        MoveAsync(null, id, actor, action, step, cancellationToken);

    private Task<Alert?> MoveAsync(
        CommitPoint? point, string id, string actor, string action, Func<Alert, DbConnection, Task<Alert?>> step, CancellationToken cancellationToken) =>
        database.WriteAsync(point, connection => StepAsync(connection, id, actor, action, step, cancellationToken), cancellationToken);

    private async Task<Alert?> StepAsync(
        DbConnection connection, string id, string actor, string action, Func<Alert, DbConnection, Task<Alert?>> step, CancellationToken cancellationToken)
    {
        var alert = await AlertStore.HoldAsync(connection, id);
        if (alert is null || await step(alert, connection) is not { } next) return alert;
        await AlertStore.SaveAsync(connection, next);
        await AlertStore.NoteAsync(connection, time.GetUtcNow(), actor, action, id);
        if (AdminActor.Is(actor)) await notices.TellAsync(connection, alert, action, cancellationToken);
        return next;
    }

    private static Task<Alert?> Left(Alert alert, DbConnection connection) => Task.FromResult(alert.State is AlertState.Left or AlertState.Removed
        ? null
        : alert with { State = AlertState.Left });

    private Alert? Paused(Alert alert, DateOnly? until)
    {
        if (alert.State is not (AlertState.Active or AlertState.Paused) || (alert.State == AlertState.Paused && alert.PausedUntil == until)) return null;
        var today = AlertPause.Today(alert, time.GetUtcNow());
        if (until <= today) throw new UsageException($"A pause until {AlertPause.Text(until.Value)} would end at once; the first day it can end on is {AlertPause.Text(today.AddDays(1))}.");
        return alert with { State = AlertState.Paused, PausedAt = alert.PausedAt ?? time.GetUtcNow(), PausedUntil = until };
    }

    private async Task<Alert?> ResumedAsync(Alert alert, DbConnection connection) => alert.State == AlertState.Paused
        ? alert with { State = AlertState.Active, PausedAt = null, PausedUntil = null, ResumedAt = null, Position = await KeptFromAsync(alert, connection, time.GetUtcNow()) }
        : null;
}
