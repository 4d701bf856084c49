using TargetAlerts.Delivery;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

/// <summary>
/// What is wrong with the service now: the one judgement behind "health", /health, the metrics, "doctor" and the operator's
/// mails. It is read off the database alone, so that every node and every command says the same.
/// </summary>
internal sealed class Faults(CheckFaults checks, DigestFaults digests, RelayHealth relay, SendingHold sending, StorageRoom room, OutboxStore outbox, ReturnHealth returns, ScheduleSign schedule, ServiceOptions options, TimeProvider time)
{
    public async Task<IReadOnlyList<Fault>> FindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new List<Fault>();
        if (room.Fault is { } full) found.Add(NoRoom(full, now));
        if (await schedule.FaultAsync(cancellationToken) is { } stopped) found.Add(stopped);
        found.AddRange(await checks.FindAsync(cancellationToken));
        var hold = await sending.ReadAsync(cancellationToken);
        if (hold is not null) found.Add(new("sending", SendingHold.Said(hold), Remedy.Hold, hold.Since));
        else if (await digests.FindAsync(cancellationToken) is { } late) found.Add(late);
        var condition = await relay.ReadAsync(cancellationToken);
        if (Of(condition, now) is { } refused) found.Add(refused);
        // While the relay is known to be away or sending is held, that messages wait is no news.
        else if (hold is null && await outbox.OverdueAsync(now - options.Telemetry.SendOverdue, cancellationToken) is { Count: > 0 } waiting) found.Add(Queue(waiting));
        if (await ReturnsAsync(now, cancellationToken) is { } unread) found.Add(unread);
        return found;
    }

    public static Fault NoStorage(DateTimeOffset now) => new("storage", "The database does not answer.", "See that it runs, that Storage:ConnectionString is right and that the disk is not full: targetalerts doctor.", now);

    public static Fault NoRoom(string fault, DateTimeOffset now) => new("storage", $"Nothing can be stored: {fault}. Checks, digests and mails wait.", "Free space on the volume of the database, or make it writable; all goes on by itself then, and nothing is lost.", now);

    private Fault? Of(RelayCondition relay, DateTimeOffset now) => relay switch
    {
        { State: RelayState.Stopped } => new(Fault.Relay, $"Sending has stopped since {Fault.When(relay.Since ?? now)}: the relay refuses us ({relay.Reason}).", Remedy.Relay, relay.Since ?? now),
        { State: RelayState.Paused, Since: { } since } when now - since > options.Telemetry.SendOverdue => new(Fault.Relay, $"The relay has not taken a message since {Fault.When(since)} ({relay.Reason}).", Remedy.Relay, since),
        _ => null,
    };

    private async Task<Fault?> ReturnsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        IReturnBox.Of(options.Mail.Bounces) is not null && await returns.ReadAsync(cancellationToken) is { } trouble && (trouble.Lasting || now - trouble.Since > options.Telemetry.SendOverdue)
            ? new("bounces", $"What comes back has not been read since {Fault.When(trouble.Since)}: {trouble.Reason}.", Remedy.Bounces, trouble.Since) : null;

    private static Fault Queue(OverdueMessages waiting) => new(
        "queue", $"{waiting.Count} {(waiting.Count == 1 ? "message has" : "messages have")} waited to be sent since {Fault.When(waiting.Since)} or later.",
        "See that the service runs (targetalerts run) and read its log; targetalerts deliver sends now and says what goes wrong.", waiting.Since);
}
