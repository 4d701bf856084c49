namespace TargetAlerts.Tests.Kill;

/// <summary>The real process is killed at one stage and started again: nothing is lost, nothing told twice.</summary>
public sealed class KillTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Theory]
    [InlineData("baseline", "check.before-commit")]
    [InlineData("news in brief", "check.before-commit")]
    [InlineData("news in brief", "check.after-commit")]
    [InlineData("news in brief", "smtp.after-dot")]
    [InlineData("news in brief", "sent.before-commit")]
    [InlineData("news in brief", "sent.after-commit")]
    [InlineData("complaint", "return.after-commit")]
    public async Task A_death_at_a_stage_loses_nothing(string scenario, string stage)
    {
        var (verdict, died) = await new KillRun(prepared, KillStorage.Sqlite).PlayAsync(scenario, stage, 1, connections: 1, TestContext.Current.CancellationToken);

        Assert.True(died, $"{stage} was not reached");
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Equal(stage is "smtp.after-dot" or "sent.before-commit" ? 1 : 0, verdict.Duplicates);
    }

    [Fact]
    public void Every_stage_has_a_scenario() => Assert.Empty(KillPoints.All.Except(Scenarios.All.SelectMany(scenario => scenario.Stages)));
}
