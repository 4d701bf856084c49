using System.Diagnostics;

namespace TargetAlerts.Tests.Kill;

/// <summary>The long proof; tests/long-kill.sh runs it.</summary>
[Trait("Long", "kill")]
public sealed class LongKillTests(PreparedData prepared, ITestOutputHelper output) : IClassFixture<PreparedData>
{
    [Fact(Explicit = true)]
    public async Task Five_deaths_at_every_stage_lose_nothing_on_sqlite() => await EveryStageAsync(KillStorage.Sqlite);

    [Fact(Explicit = true)]
    public async Task A_hundred_deaths_at_random_times_lose_nothing_on_sqlite() => await AnyTimeAsync(KillStorage.Sqlite);

    [Fact(Explicit = true)]
    public async Task Five_deaths_at_every_stage_lose_nothing_on_postgres() => await EveryStageAsync(KillStorage.Postgres);

    [Fact(Explicit = true)]
    public async Task A_hundred_deaths_at_random_times_lose_nothing_on_postgres() => await AnyTimeAsync(KillStorage.Postgres);

    private async Task EveryStageAsync(KillStorage storage)
    {
        var time = Stopwatch.StartNew();
        var run = new KillRun(prepared, storage);
        await run.EachAsync(Environment.GetEnvironmentVariable("TARGETALERTS_LONG_KILL") ?? "", output.WriteLine, TestContext.Current.CancellationToken);
        output.WriteLine($"{run}, {time.Elapsed:hh\\:mm\\:ss}");
        Assert.Empty(run.Faults);
    }

    private async Task AnyTimeAsync(KillStorage storage)
    {
        var time = Stopwatch.StartNew();
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using var world = await KillWorld.StartAsync(storage, null, TestContext.Current.CancellationToken, connections: 2);
        var lives = new RandomDeaths(world, new Random(seed), output.WriteLine);
        var verdict = await lives.LiveAsync(100, TestContext.Current.CancellationToken);
        output.WriteLine($"{storage.Provider}, at random times: {lives.Deaths} kills, {lives.Mails} mails, {world.Expected.Sum(one => one.Value.Count)} pieces of news, {verdict}, {time.Elapsed:hh\\:mm\\:ss}");
        Assert.True(verdict.Holds, verdict.ToString());
        Assert.InRange(verdict.Duplicates, 0, 2 * lives.Deaths);
    }
}
