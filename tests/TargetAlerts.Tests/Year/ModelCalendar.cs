namespace TargetAlerts.Tests.Year;

/// <summary>
/// When a local time of a date happens, in a way of its own: by the offset of the day before where that gives the wanted
/// time (the first of two) or none does (then it lies as far behind the jump), else by the offset of the day after.
/// </summary>
internal static class ModelCalendar
{
    public static DateTimeOffset Instant(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        var wanted = day.ToDateTime(at);
        var noon = new DateTimeOffset(wanted, TimeSpan.Zero);
        var early = noon - zone.GetUtcOffset(noon.AddHours(-36));
        var late = noon - zone.GetUtcOffset(noon.AddHours(36));
        return Local(early, zone) == wanted ? early : Local(late, zone) == wanted ? late : early;
    }

    /// <summary>The last time of that kind up to now, with its local date.</summary>
    public static (DateOnly Day, DateTimeOffset Instant) Latest(DayOfWeek? weekday, TimeOnly at, string zone, DateTimeOffset now)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(2); ; day = day.AddDays(-1))
        {
            if (weekday is { } wanted && day.DayOfWeek != wanted) continue;
            var instant = Instant(day, at, place);
            if (instant <= now) return (day, instant);
        }
    }

    public static DateOnly Date(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(Local(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
