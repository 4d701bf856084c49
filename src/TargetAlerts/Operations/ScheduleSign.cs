using System.Globalization;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Operations;

/// <summary>The sign of life of the schedule: whether any node still looks for what is due.</summary>
internal sealed class ScheduleSign(SettingsStore settings, ServiceOptions options, TimeProvider time)
{
    private const string Key = "schedule.seen";

    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(10);

    public Task GiveAsync(CancellationToken cancellationToken) =>
        settings.WriteAsync(Key, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Null where it never ran, too: checks and mails may be called by somebody else's timer.</summary>
    public async Task<DateTimeOffset?> LastAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(Key, cancellationToken) is { } kept ? DateTimeOffset.Parse(kept, CultureInfo.InvariantCulture) : null;

    public async Task<Fault?> FaultAsync(CancellationToken cancellationToken)
    {
        var silent = options.Schedule.Sweep * 3 > AtLeast ? options.Schedule.Sweep * 3 : AtLeast;
        return await LastAsync(cancellationToken) is { } last && time.GetUtcNow() - last > silent
            ? new("schedule", $"The schedule has given no sign of life since {Fault.When(last)}: nothing is checked, made or sent by itself.", "Start the service (targetalerts run); if it runs, restart it and read its log.", last)
            : null;
    }
}
