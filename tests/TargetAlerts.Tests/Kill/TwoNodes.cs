using System.Diagnostics;
using System.Globalization;

namespace TargetAlerts.Tests.Kill;

/// <summary>Two nodes of the service on one PostgreSQL, while news come, nodes die or stall and the database is restarted.</summary>
internal sealed class TwoNodes(KillWorld world, PostgresServer database, Random dice)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3), Stall = TimeSpan.FromSeconds(6);

    private readonly ServiceProcess[] _nodes = new ServiceProcess[2];
    private int _news;

    public async Task<Verdict> LiveAsync(int kills, int stalls, int restarts, CancellationToken stop)
    {
        await PrepareAsync();
        for (var node = 0; node < 2; node++) await StartAsync(node, stop);
        string[] deeds = [.. Enumerable.Repeat("kill", kills).Concat(Enumerable.Repeat("stall", stalls)).Concat(Enumerable.Repeat("restart", restarts))];
        dice.Shuffle(deeds);
        foreach (var deed in deeds)
        {
            world.Happen(++_news);
            await WaitAsync(TimeSpan.FromMilliseconds(dice.Next(500, 3_000)), stop);
            var node = dice.Next(2);
            if (deed == "restart") database.Restart();
            else if (deed == "stall") await StallAsync(node, stop);
            else await KillAsync(node, stop);
            // Mails stay small enough to hold every item: what does not fit is on a page, and this looks at mails alone.
            if (_news % 4 == 0) await world.DoAsync("digest", "--now");
        }
        world.Happen(++_news);
        await WaitAsync(TimeSpan.FromSeconds(4), stop);
        foreach (var node in _nodes) node.Kill();
        await world.TellAsync();
        return world.Reconcile();
    }

    /// <summary>How often a node asked a source while the other was in the middle of a check of it.</summary>
    public int Overlaps()
    {
        var overlaps = 0;
        foreach (var source in world.Upstream.Log.Requests.Where(request => request.From?.StartsWith("node", StringComparison.Ordinal) == true).GroupBy(request => request.Source))
        {
            var checks = source.GroupBy(request => request.From).SelectMany(node => Checks(node)).OrderBy(check => check.From).ToList();
            overlaps += checks.Zip(checks.Skip(1)).Count(pair => pair.First.Node != pair.Second.Node && pair.Second.From < pair.First.To);
        }
        return overlaps;
    }

    // A check begins with the search for new papers, or with the registry's version.
    private static IEnumerable<(string Node, DateTimeOffset From, DateTimeOffset To)> Checks(IEnumerable<TargetAlerts.Upstreams.LoggedRequest> requests)
    {
        (string Node, DateTimeOffset From, DateTimeOffset To)? check = null;
        foreach (var request in requests.OrderBy(request => request.Time))
        {
            var begins = request.Endpoint == "version" || (request.Endpoint == "esearch" && request["term"]?.Contains("[CRDT]", StringComparison.Ordinal) == true);
            if (begins && check is { } whole) yield return whole;
            check = begins || check is null ? (request.From!, request.Time, request.Time) : check.Value with { To = request.Time };
        }
        if (check is { } last) yield return last;
    }

    private async Task PrepareAsync()
    {
        foreach (var source in new[] { "pubmed", "clinicaltrials" }) world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
        world.Set("Schedule:Sweep", "00:00:01");
        world.Set("Schedule:Patience", "00:00:00");
        world.Set("Schedule:Lease", Lease.ToString("c", CultureInfo.InvariantCulture));
        await world.DoAsync("check");
        var now = TimeProvider.System.GetUtcNow();
        for (var reader = 0; reader < 6; reader++)
        {
            var at = now.AddMinutes(reader / 2 + 1).ToString("HH:mm", CultureInfo.InvariantCulture);
            await Subscribers.AddAsync(world, $"reader{reader}@{(reader % 3 == 0 ? "papers." : "")}example.org", "--time-zone", "UTC", "--at", at);
        }
    }

    private async Task StartAsync(int node, CancellationToken stop)
    {
        var settings = new Dictionary<string, string>(world.Settings)
        {
            ["Contact"] = $"node{node}@example.org",
            ["DataDirectory"] = Path.Combine(world.Folder, $"node{node}"),
            ["Web:Listen"] = "http://127.0.0.1:0",
        };
        _nodes[node] = ServiceProcess.Start(world.Folder, settings, null, "run");
        await _nodes[node].ReadyAsync(stop);
    }

    private async Task KillAsync(int node, CancellationToken stop)
    {
        _nodes[node].Kill();
        await _nodes[node].EndAsync(stop);
        await StartAsync(node, stop);
    }

    private async Task StallAsync(int node, CancellationToken stop)
    {
        Signal(node, "-STOP");
        await WaitAsync(Stall, stop);
        Signal(node, "-CONT");
    }

    private void Signal(int node, string signal)
    {
        using var kill = Process.Start("kill", [signal, _nodes[node].Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task WaitAsync(TimeSpan span, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(span);
        await timer.WaitForNextTickAsync(stop);
    }
}
