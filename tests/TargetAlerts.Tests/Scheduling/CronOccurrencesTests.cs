using Quartz;
using TargetAlerts.Scheduling;

namespace TargetAlerts.Tests.Scheduling;

public sealed class CronOccurrencesTests
{
    [Theory]
    [InlineData("0 0 5 ? * MON,THU", "2026-03-04T12:00Z", "2026-03-02T04:00Z", "2026-03-05T04:00Z")]
    [InlineData("0 0 5 ? * MON,THU", "2026-03-30T03:00Z", "2026-03-30T03:00Z", "2026-04-02T03:00Z")]
    [InlineData("0 0/15 * * * ?", "2026-03-04T12:07Z", "2026-03-04T12:00Z", "2026-03-04T12:15Z")]
    [InlineData("0 0 5 29 2 ?", "2027-06-01T00:00Z", "2024-02-29T04:00Z", "2028-02-29T04:00Z")]
    public void An_expression_has_a_last_and_a_next_time(string cron, string now, string last, string next)
    {
        var occurrences = new CronOccurrences(CronExpression.Parse(cron).WithTimeZone(Zones.Find("Europe/Berlin")!));

        Assert.Equal(DateTimeOffset.Parse(last, null), occurrences.Last(DateTimeOffset.Parse(now, null)));
        Assert.Equal(DateTimeOffset.Parse(next, null), occurrences.Next(DateTimeOffset.Parse(now, null)));
    }
}
