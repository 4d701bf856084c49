using CsCheck;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Scheduling;

public sealed class OccurrencesTests
{
    private static readonly string[] Places = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Nuuk", "Africa/Cairo", "UTC"];

    private static readonly Gen<Occurrences> Rules =
        from zone in Gen.Int[0, Places.Length - 1].Select(place => Places[place])
        from frequency in Gen.Enum<Frequency>()
        from day in Gen.Enum<DayOfWeek>()
        from minute in Gen.Int[0, (24 * 60) - 1]
        select new Occurrences(frequency, day, new TimeOnly(minute / 60, minute % 60), Zones.Find(zone)!);

    // 2024 on is when Nuuk's clock jumps over midnight. The day that Apia left out in 2011 is below, by example: .NET takes some of its times for valid.
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[DateTimeOffset.Parse("2012-01-02T00:00:00Z", null).ToUnixTimeSeconds(), DateTimeOffset.Parse("2031-01-01T00:00:00Z", null).ToUnixTimeSeconds()]
            .Select(DateTimeOffset.FromUnixTimeSeconds);

    [Fact]
    public void The_last_is_not_after_and_the_next_is_after() => Gen.Select(Rules, Instants).Sample((rule, instant) =>
    {
        var (last, next) = (rule.Last(instant), rule.Next(instant));
        Assert.True(last <= instant && instant < next);
        // Nothing lies between, seen from either side.
        Assert.Equal(next, rule.Next(last));
        Assert.Equal(last, rule.Last(next.AddTicks(-1)));
        Assert.Equal(next, rule.Last(next));
    }, iter: 5_000);

    [Fact]
    public void Daily_means_once_on_each_local_date() => Gen.Select(Rules, Instants).Sample((rule, instant) =>
    {
        var daily = rule with { Frequency = Frequency.Daily };
        var (next, after) = (daily.Next(instant), daily.Next(daily.Next(instant)));
        Assert.True(after > next);
        // From the day before: a jump just ahead of it has moved this occurrence itself.
        if (Jumps(daily.Zone, next.AddDays(-1), after)) return;
        Assert.Equal(daily.LocalDay(next).AddDays(1), daily.LocalDay(after));
        Assert.Equal(daily.At, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, daily.Zone).DateTime));
    }, iter: 5_000);

    [Fact]
    public void Weekly_means_on_its_weekday() => Gen.Select(Rules, Instants).Sample((rule, instant) =>
    {
        var weekly = rule with { Frequency = Frequency.Weekly };
        var next = weekly.Next(instant);
        if (Jumps(weekly.Zone, next.AddDays(-1), next.AddDays(1))) return;
        Assert.Equal(weekly.Weekday, TimeZoneInfo.ConvertTime(next, weekly.Zone).DayOfWeek);
        Assert.InRange(weekly.Next(next) - next, TimeSpan.FromDays(6), TimeSpan.FromDays(8));
    }, iter: 5_000);

    [Theory]
    // The hour that is left out: as late as it would have been.
    [InlineData("Europe/Berlin", "02:30", "2026-03-29T00:00Z", "2026-03-29T01:30Z")]
    [InlineData("America/New_York", "02:30", "2026-03-08T06:00Z", "2026-03-08T07:30Z")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T14:00Z", "2026-10-03T15:45Z")]
    [InlineData("America/Nuuk", "23:30", "2026-03-29T00:00Z", "2026-03-29T01:30Z")]
    [InlineData("America/Nuuk", "23:30", "2026-03-29T01:10Z", "2026-03-29T01:30Z")]
    // The hour that comes twice: the first.
    [InlineData("Europe/Berlin", "02:30", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("America/New_York", "01:30", "2026-10-31T12:00Z", "2026-11-01T05:30Z")]
    [InlineData("Australia/Lord_Howe", "01:45", "2026-04-04T00:00Z", "2026-04-04T14:45Z")]
    // Around a change the local time stays.
    [InlineData("Europe/Berlin", "08:00", "2026-03-28T08:00Z", "2026-03-29T06:00Z")]
    [InlineData("Europe/Berlin", "08:00", "2026-10-24T08:00Z", "2026-10-25T07:00Z")]
    [InlineData("Asia/Kolkata", "08:00", "2026-10-24T08:00Z", "2026-10-25T02:30Z")]
    // 30 December 2011 did not happen in Apia.
    [InlineData("Pacific/Apia", "08:00", "2011-12-29T18:00Z", "2011-12-30T18:00Z")]
    [InlineData("Pacific/Apia", "08:00", "2011-12-30T18:00Z", "2011-12-31T18:00Z")]
    public void Clock_changes_are_met_as_in_iCalendar(string zone, string at, string from, string next)
    {
        var daily = new Occurrences(Frequency.Daily, DayOfWeek.Monday, TimeOnly.Parse(at, null), Zones.Find(zone)!);

        Assert.Equal(DateTimeOffset.Parse(next, null), daily.Next(DateTimeOffset.Parse(from, null)));
    }

    private static bool Jumps(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at <= to; at = at.AddHours(6)) if (zone.GetUtcOffset(at) != zone.GetUtcOffset(from)) return true;
        return zone.GetUtcOffset(to) != zone.GetUtcOffset(from);
    }
}
