namespace TargetAlerts.Tests;

public sealed class HouseTests
{
    [Fact]
    public void The_house_stands() => Assert.NotNull(typeof(HouseTests).Assembly);
}
