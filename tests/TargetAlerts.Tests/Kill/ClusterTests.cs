using System.Diagnostics;

namespace TargetAlerts.Tests.Kill;

public sealed class ClusterTests(ITestOutputHelper output)
{
    [Fact]
    public Task Two_nodes_survive_a_kill_a_stall_and_a_restart_of_the_database() => LiveAsync(kills: 2, stalls: 1, restarts: 1);

    /// <summary>The long proof; tests/long-cluster.sh runs it.</summary>
    [Fact(Explicit = true)]
    [Trait("Long", "cluster")]
    public Task Two_nodes_survive_twenty_kills_five_stalls_and_five_restarts() => LiveAsync(kills: 20, stalls: 5, restarts: 5);

    private async Task LiveAsync(int kills, int stalls, int restarts)
    {
        var time = Stopwatch.StartNew();
        var seed = Random.Shared.Next();
        using var server = new PostgresServer();
        await using var world = await KillWorld.StartAsync(new KillStorage("postgres", _ => server.NewDatabase()), null, TestContext.Current.CancellationToken, connections: 2);
        var nodes = new TwoNodes(world, server, new Random(seed));
        var verdict = await nodes.LiveAsync(kills, stalls, restarts, TestContext.Current.CancellationToken);
        var overlaps = nodes.Overlaps();
        output.WriteLine($"seed {seed}: {kills} kills, {stalls} stalls, {restarts} restarts of the database; {world.Relay.Taken.Count} mails, {verdict}; {overlaps} overlapping checks; {time.Elapsed:hh\\:mm\\:ss}");
        Assert.True(verdict.Holds, verdict.ToString());
        // A node that wakes up beyond its lease may have one request on its way.
        Assert.InRange(overlaps, 0, stalls);
    }
}
