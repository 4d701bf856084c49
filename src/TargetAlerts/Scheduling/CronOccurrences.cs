using Quartz;

namespace TargetAlerts.Scheduling;

/// <summary>An admin's cron expression, in Quartz's form.</summary>
internal sealed class CronOccurrences(CronExpression cron) : IOccurrences
{
    public DateTimeOffset Next(DateTimeOffset instant) => cron.GetNextValidTimeAfter(instant) ?? DateTimeOffset.MaxValue;

    // An expression only looks ahead: start far enough back (29 February: over four years) and walk up.
    public DateTimeOffset Last(DateTimeOffset instant)
    {
        for (var back = TimeSpan.FromHours(1); back < TimeSpan.FromDays(3000); back *= 4)
        {
            var found = Next(instant - back);
            if (found > instant) continue;
            for (var next = Next(found); next <= instant; next = Next(found)) found = next;
            return found;
        }
        return DateTimeOffset.MinValue;
    }
}
