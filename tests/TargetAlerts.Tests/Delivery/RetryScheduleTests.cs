using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(5, 120)]
    [InlineData(50, 120)]
    public void Retries_come_soon_at_first_then_every_two_hours_spread_by_a_fifth(int attempts, int minutes)
    {
        Assert.Equal(minutes * 0.8, RetrySchedule.Delay(attempts, 0).TotalMinutes, 6);
        Assert.Equal(minutes, RetrySchedule.Delay(attempts, 0.5).TotalMinutes, 6);
        Assert.Equal(minutes * 1.2, RetrySchedule.Delay(attempts, 1).TotalMinutes, 6);
    }
}
