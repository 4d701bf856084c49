using TargetAlerts.Settings;

namespace TargetAlerts.Scheduling;

/// <summary>A rule by which something happens again and again.</summary>
internal interface IOccurrences
{
    /// <summary>The last occurrence at or before the instant.</summary>
    DateTimeOffset Last(DateTimeOffset instant);

    /// <summary>The first occurrence after the instant.</summary>
    DateTimeOffset Next(DateTimeOffset instant);
}

/// <summary>
/// A daily or weekly local time in a zone. A local time that does not exist moves forward, a repeated one happens on its
/// first occurrence (RFC 5545 section 3.3.5). Pure.
/// </summary>
internal sealed record Occurrences(Frequency Frequency, DayOfWeek Weekday, TimeOnly At, TimeZoneInfo Zone) : IOccurrences
{
    public DateTimeOffset Last(DateTimeOffset instant)
    {
        var day = LocalDay(instant);
        while (!IsOn(day) || Instant(day) > instant) day = day.AddDays(-1);
        return Instant(day);
    }

    public DateTimeOffset Next(DateTimeOffset instant)
    {
        // From the day before: a time that does not exist may have moved over midnight (23:30 in America/Nuuk, each March).
        var day = LocalDay(instant).AddDays(-1);
        while (!IsOn(day) || Instant(day) <= instant) day = day.AddDays(1);
        return Instant(day);
    }

    public DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    private bool IsOn(DateOnly day) => Frequency == Frequency.Daily || day.DayOfWeek == Weekday;

    private DateTimeOffset Instant(DateOnly day)
    {
        var local = day.ToDateTime(At);
        if (Zone.IsInvalidTime(local))
        {
            // The clock jumps over it: as far after the jump as it would have been, had the clock not moved.
            var before = Zone.GetUtcOffset(local.AddHours(-3));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
