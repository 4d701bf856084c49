using Quartz;
using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Scheduling;

/// <summary>What is due: Quartz only hints when to ask. A watch is checked as often as its most frequent alert needs.</summary>
internal sealed class Timetable(ServiceOptions options, TargetCatalog targets, WatchStore watches, AlertStore alerts, ScheduleChoiceStore choices, TimeProvider time)
{
    // After a failure: soon, then less and less often, until the next scheduled time comes anyway.
    private static readonly TimeSpan[] Again = [.. new[] { 5, 15, 30, 60, 120, 240 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>The watches of a source that are due now.</summary>
    public async Task<IReadOnlyList<DueWatch>> DueAsync(ITargetSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var chosen = await choices.ReadAsync(cancellationToken);
        var daily = await DailyTargetsAsync(chosen, cancellationToken);
        var known = await watches.HealthAsync(source.Description.Name.Value, cancellationToken);
        var due = new List<DueWatch>();
        foreach (var target in targets.All)
        {
            var watch = known.GetValueOrDefault(target.Symbol) ?? await watches.GetAsync(target.Symbol, source.Description.Name.Value, cancellationToken);
            var occurrences = For(source, daily.Contains(target.Symbol), chosen);
            var scheduled = occurrences.Last(now);
            if (IsDone(watch, scheduled) || AgainAt(watch, scheduled) > now) continue;
            due.Add(new(target, scheduled));
        }
        return due;
    }

    /// <summary>When a watch is to be checked next.</summary>
    public async Task<DateTimeOffset> NextAsync(ITargetSource source, Watch watch, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Next(source, watch);

    /// <summary>The same for many watches, from one reading of what decides it.</summary>
    public async Task<Plan> ReadAsync(CancellationToken cancellationToken)
    {
        var chosen = await choices.ReadAsync(cancellationToken);
        return new(this, await DailyTargetsAsync(chosen, cancellationToken), chosen, time.GetUtcNow());
    }

    internal sealed class Plan(Timetable timetable, HashSet<string> daily, ScheduleChoices chosen, DateTimeOffset now)
    {
        public DateTimeOffset Next(ITargetSource source, Watch watch)
        {
            var occurrences = timetable.For(source, daily.Contains(watch.Target), chosen);
            var scheduled = occurrences.Last(now);
            if (IsDone(watch, scheduled)) return occurrences.Next(now);
            var again = AgainAt(watch, scheduled) ?? now;
            return again < now ? now : Earlier(again, occurrences.Next(now));
        }

        /// <summary>When the check was due that is not complete although so much time has gone by; null while all is well.</summary>
        public DateTimeOffset? OverdueSince(ITargetSource source, Watch watch, TimeSpan patience)
        {
            if (watch.LastCompleteAt is null) return (watch.MadeAt ?? watch.FailingSince) is { } begun && now - begun > patience ? begun : null;
            var due = timetable.For(source, daily.Contains(watch.Target), chosen).Last(now - patience);
            return IsDone(watch, due) ? null : due;
        }
    }

    private static bool IsDone(Watch watch, DateTimeOffset scheduled) =>
        watch.LastCompleteAt >= scheduled || (watch.State == WatchState.Quarantined && watch.LastAttemptAt >= scheduled);

    // Null: nothing was tried since it was due.
    private static DateTimeOffset? AgainAt(Watch watch, DateTimeOffset scheduled) =>
        watch.LastAttemptAt >= scheduled ? watch.LastAttemptAt + Again[Math.Clamp(watch.Failures - 1, 0, Again.Length - 1)] : null;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private IOccurrences For(ITargetSource source, bool wantedDaily, ScheduleChoices chosen)
    {
        var schedule = options.Schedule;
        var name = source.Description.Name.Value;
        var own = chosen.Sources.GetValueOrDefault(name) ?? options.Sources.GetValueOrDefault(name)?.Frequency;
        if (own is not null && CronExpression.TryParse(own, out var cron) && cron is not null) return new CronOccurrences(cron.WithTimeZone(Zones.Get(schedule.TimeZone)));
        var frequency = own is not null && Enum.TryParse<Frequency>(own, ignoreCase: true, out var set) ? set
            : source.Description.Usually ?? (wantedDaily ? Frequency.Daily : chosen.Default ?? schedule.Default);
        return new Occurrences(frequency, chosen.On ?? schedule.On, chosen.At ?? schedule.At, Zones.Get(schedule.TimeZone));
    }

    // Where sources are checked daily anyway, no alert can ask for more.
    private async Task<HashSet<string>> DailyTargetsAsync(ScheduleChoices chosen, CancellationToken cancellationToken) => (chosen.Default ?? options.Schedule.Default) == Frequency.Daily ? [] :
        [.. (await alerts.ActiveAsync(cancellationToken)).Where(alert => alert.Frequency == Frequency.Daily).SelectMany(alert => alert.Wish.Targets.Keys)];
}
