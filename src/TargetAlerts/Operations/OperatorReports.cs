using System.Data.Common;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

/// <summary>
/// Tells whoever runs the service, by log and by mail (Mail:OperatorAddress): of a fault once it has lasted, then daily while
/// it lasts, and once when it is over. Nodes take turns, and what was told commits with the mail that tells it.
/// </summary>
internal sealed partial class OperatorReports(
    Faults faults, Database database, OutboxStore outbox, MailComposer composer, MailOptions options, TimeProvider time, ILogger<OperatorReports> logger)
{
    // What comes and goes by itself within minutes is nobody's business.
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(15), Between = TimeSpan.FromHours(1), Reminder = TimeSpan.FromHours(24);

    // An alarm is committed a moment after its instant.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var found = await faults.FindAsync(cancellationToken);
        var said = new List<(bool Begins, Fault Fault)>();
        await database.WriteAsync(async connection =>
        {
            said.Clear();
            var now = time.GetUtcNow();
            var (mailed, alarms) = await FaultStore.EnterAsync(connection);
            var known = await RememberAsync(connection, found, now, said);
            if (options.OperatorAddress is not { } address)
            {
                await FaultStore.NoteAlarmsAsync(connection, now);
                return;
            }
            if (mailed > now - Between) return;
            var report = new OperatorReport
            {
                New = [.. known.Where(one => one is { ToldAt: null, EndedAt: null } && one.FirstAt <= now - Lasting).Select(one => one.Fault)],
                Lasting = [.. known.Where(one => one.EndedAt is null && one.ToldAt <= now - Reminder).Select(one => one.Fault)],
                Over = [.. known.Where(one => one.EndedAt <= now - Lasting && one.ToldAt is not null).Select(one => (one.Fault, one.EndedAt!.Value))],
                // What lasts is among the faults; nobody waited for those from before an address was set.
                Alarms = [.. (await FaultStore.AlarmsAsync(connection, alarms ?? now, now - Settled)).Where(alarm => known.All(one => one.Fault.Key != alarm.Subject))],
            };
            await FaultStore.NoteAlarmsAsync(connection, alarms is null ? now : Later(alarms.Value, now - Settled));
            if (report.IsEmpty) return;
            foreach (var one in known.Where(one => report.Names(one.Fault))) await NoteToldAsync(connection, one, now);
            await FaultStore.NoteMailAsync(connection, now);
            var mail = report.Write(address, now);
            await outbox.AddAsync(connection, mail, composer.Compose(mail));
        }, cancellationToken);
        foreach (var (begins, fault) in said)
        {
            if (begins) Log.Begun(logger, fault.Said, fault.Remedy);
            else Log.Over(logger, fault.Said);
        }
    }

    // What is found now beside what was known. One that ended and was never told is forgotten.
    private static async Task<IReadOnlyList<KnownFault>> RememberAsync(DbConnection connection, IReadOnlyList<Fault> found, DateTimeOffset now, List<(bool, Fault)> said)
    {
        var known = (await FaultStore.ReadAsync(connection)).ToDictionary(one => one.Fault.Key);
        foreach (var fault in found)
        {
            var before = known.GetValueOrDefault(fault.Key);
            if (before is null || before.EndedAt is not null) said.Add((true, fault));
            known[fault.Key] = before is null ? new(fault, now, null, null) : before with { Fault = fault, EndedAt = null };
        }
        foreach (var over in known.Values.Where(one => found.All(fault => fault.Key != one.Fault.Key) && one.EndedAt is null).ToList())
        {
            said.Add((false, over.Fault));
            if (over.ToldAt is null) known.Remove(over.Fault.Key);
            else known[over.Fault.Key] = over with { EndedAt = now };
            if (over.ToldAt is null) await FaultStore.ForgetAsync(connection, over.Fault.Key);
        }
        foreach (var one in known.Values) await FaultStore.SaveAsync(connection, one);
        return [.. known.Values.OrderBy(one => one.Fault.Since)];
    }

    private static Task NoteToldAsync(DbConnection connection, KnownFault one, DateTimeOffset now) =>
        one.EndedAt is null ? FaultStore.SaveAsync(connection, one with { ToldAt = now }) : FaultStore.ForgetAsync(connection, one.Fault.Key);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Fault: {Said} {Remedy}")]
        public static partial void Begun(ILogger logger, string said, string remedy);

        [LoggerMessage(2, LogLevel.Information, "Over: {Said}")]
        public static partial void Over(ILogger logger, string said);
    }
}
