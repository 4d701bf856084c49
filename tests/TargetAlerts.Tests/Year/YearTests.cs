using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Year;

/// <summary>The year, model against product: nothing lost, nothing twice, nothing at the wrong time. A failure names its seed.</summary>
public sealed class YearTests
{
    private static readonly Action<ServiceOptions> Sqlite = _ => { };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_year_owes_nothing(int seed)
    {
        var figures = await YearRun.PlayAsync(seed, Sqlite);
        TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString());
        Assert.Equal(0, figures.Lost);
    }
}
