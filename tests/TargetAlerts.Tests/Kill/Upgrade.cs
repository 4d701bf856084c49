using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Kill;

/// <summary>An older and a newer node on one PostgreSQL, while the newer brings the schema on and news come.</summary>
internal sealed class Upgrade(KillWorld world, string older)
{
    private int _news;

    /// <param name="bringOn">What the newer version does to the schema before it starts; null: its own start does it.</param>
    public async Task<Verdict> LiveAsync(Action<Database>? bringOn, CancellationToken stop)
    {
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
        world.Set("Schedule:Sweep", "00:00:01");
        world.Set("Schedule:Patience", "00:00:00");
        world.Set("Schedule:Lease", "00:00:03");
        await OlderAsync(stop, "check");
        foreach (var recipient in new[] { Subscribers.Ada, Subscribers.Bob })
        {
            await OlderAsync(stop, "alerts", "add", "--confirmed", "--target", "SERT", "--frequency", "daily", "--email", recipient);
            world.Expected[recipient] = [];
        }
        await OlderAsync(stop, "digest", "--now");

        using (var old = Start(0, older))
        {
            await old.ReadyAsync(stop);
            await HappenAsync(0, stop);
            bringOn?.Invoke(new Database(new PostgresDialect(world.Settings["Storage:ConnectionString"])));
            using var young = Start(1, Path.Combine(AppContext.BaseDirectory, "targetalerts.dll"));
            await young.ReadyAsync(stop);
            // Until each has asked at least once since the schema changed.
            for (var (both, rounds) = (false, 0); !both && rounds < 20; rounds++)
            {
                var before = world.Upstream.Log.Requests.Count;
                await HappenAsync(null, stop);
                both = world.Upstream.Log.Requests.Skip(before).Select(request => request.From).Distinct().Count(from => from?.StartsWith("node", StringComparison.Ordinal) == true) == 2;
                Assert.True(both || rounds < 19, "One of the nodes asks no more.");
            }
            await OlderAsync(stop, "digest", "--now");
            await HappenAsync(null, stop);
        }
        await world.DoAsync("digest", "--now");
        await world.DeliverAsync();
        // The older one alone, on the newer schema.
        using (var old = Start(0, older))
        {
            await old.ReadyAsync(stop);
            await HappenAsync(0, stop);
        }
        await OlderAsync(stop, "check");
        await OlderAsync(stop, "digest", "--now");
        await world.DeliverAsync();
        return world.Reconcile();
    }

    // News, and time enough for them to be found and sent by a node.
    private async Task HappenAsync(int? node, CancellationToken stop)
    {
        var before = world.Upstream.Log.Requests.Count;
        world.Happen(++_news);
        await TestService.UntilAsync(() => Task.FromResult(world.Upstream.Log.Requests.Skip(before).Count(request => request.From is { } from && (node is null || from.StartsWith($"node{node}", StringComparison.Ordinal))) > 3));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        await timer.WaitForNextTickAsync(stop);
    }

    private async Task OlderAsync(CancellationToken stop, params string[] arguments)
    {
        using var command = ServiceProcess.Start(older, world.Folder, world.Settings, null, arguments);
        var ended = await command.EndAsync(stop);
        Assert.True(ended.Code == 0, $"{string.Join(' ', arguments)}: {ended}");
    }

    private ServiceProcess Start(int node, string program) => ServiceProcess.Start(program, world.Folder, new Dictionary<string, string>(world.Settings)
    {
        ["Contact"] = $"node{node}@example.org",
        ["DataDirectory"] = Path.Combine(world.Folder, $"node{node}"),
        ["Web:Listen"] = "http://127.0.0.1:0",
    }, null, ["run"]);
}
