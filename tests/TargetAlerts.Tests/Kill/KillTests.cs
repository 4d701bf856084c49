namespace TargetAlerts.Tests.Kill;

/// <summary>The real process is killed at one stage and started again: nothing is lost, nothing told twice.</summary>
public sealed class KillTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Theory]
    [InlineData("baseline", "check.before-commit")]
    [InlineData("news", "check.before-commit")]
    [InlineData("news", "check.after-commit")]
    [InlineData("news", "smtp.after-dot")]
    [InlineData("news", "sent.before-commit")]
    [InlineData("news", "sent.after-commit")]
    public async Task A_death_at_a_stage_loses_nothing(string scenario, string stage)
    {
        var (verdict, died) = await PlayAsync(KillStorage.Sqlite, scenario, stage, 1, connections: 1);

        Assert.True(died, $"{stage} was not reached");
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.Equal(stage is "smtp.after-dot" or "sent.before-commit" ? 1 : 0, verdict.Duplicates);
    }

    [Fact]
    public void Every_stage_has_a_scenario() => Assert.Empty(KillPoints.All.Except(Scenarios.All.SelectMany(scenario => scenario.Stages)));

    private async Task<(Verdict Verdict, bool Died)> PlayAsync(KillStorage storage, string name, string stage, int count, int connections)
    {
        var scenario = Scenarios.All.Single(one => one.Name == name);
        var (order, stop) = ($"{stage}:{count}", TestContext.Current.CancellationToken);
        await using var world = scenario.Prepared ? await prepared.OpenAsync(storage, order, stop, connections) : await KillWorld.StartAsync(storage, order, stop, connections);
        return (await scenario.Play(world), world.Died);
    }
}
