using TargetAlerts.Tests.Kill;

namespace TargetAlerts.Tests.Malformed;

/// <summary>The long proof; tests/long-malformed.sh runs it.</summary>
[Trait("Long", "malformed")]
public sealed class LongMalformedTests(MalformedStage stage, PreparedData prepared, ITestOutputHelper output) : IClassFixture<MalformedStage>, IClassFixture<PreparedData>
{
    private const int MostMegabytes = 256;

    [Fact(Explicit = true)]
    public async Task Three_hundred_malformed_bodies_move_nothing_and_lose_nothing()
    {
        var faults = new List<string>();
        foreach (var body in BadBodies.All)
        {
            try
            {
                await stage.PlayAsync(body);
            }
            catch (Exception error) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                faults.Add($"{body}: {error.Message}");
                output.WriteLine(faults[^1]);
                await stage.SettleAsync(body);
            }
        }
        output.WriteLine($"{BadBodies.All.Count} bodies, {stage.Moves} cursor moves, {stage.FalseChanges} false changes, {stage.Lost} lost");
        Assert.Empty(faults);
    }

    [Fact(Explicit = true)]
    public async Task One_process_that_meets_them_again_and_again_stays_small_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The memory of a process is read from /proc.");
        await using var world = await prepared.OpenAsync(KillStorage.Sqlite, null, TestContext.Current.CancellationToken);
        var life = new LongLife(world, output.WriteLine);

        var verdict = await life.LiveAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"{life.Met} bodies in one process, at most {life.Peak} MB resident, {verdict}");
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.InRange(life.Peak, 1, MostMegabytes - 1);
    }
}
