using System.Globalization;
using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Tests.Kill;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Malformed;

/// <summary>The real service, checking every two seconds, in which one bad body follows the other.</summary>
internal sealed class LongLife(KillWorld world, Action<string> report)
{
    private const string Standing = """
        SELECT (SELECT group_concat(source || target || COALESCE(cursor, '') || COALESCE(gate, '')) FROM watches) || ' ' || (SELECT COUNT(*) FROM changes)
            || ' ' || (SELECT COUNT(*) FROM records WHERE gone_at IS NOT NULL) || ' ' || (SELECT COUNT(*) FROM memberships WHERE left_at IS NOT NULL)
        """;

    // Behind every bad body: no check can be completed between two of them.
    private static readonly Fault[] Shut =
    [
        new(new FaultMatch(UpstreamSource.PubMed, "efetch"), FaultKind.Status, Fault.Always),
        new(new FaultMatch(UpstreamSource.ClinicalTrials, "studies"), FaultKind.Status, Fault.Always),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Database _database = new(new SqliteDialect(Path.Combine(world.Settings["DataDirectory"], "targetalerts.db")));

    public int Met { get; private set; }

    /// <summary>Megabytes.</summary>
    public int Peak { get; private set; }

    public async Task<Verdict> LiveAsync(CancellationToken stop)
    {
        world.Set("Schedule:Sweep", "00:00:01");
        foreach (var source in new[] { "pubmed", "clinicaltrials" })
        {
            world.Set($"Sources:{source}:Frequency", "0/2 * * * * ?");
            world.Set($"Sources:{source}:Retries", "0");
        }
        world.Upstream.Faults.Replace(Shut);
        world.Happen(1);
        using (var service = world.Start("run"))
        {
            await service.ReadyAsync(stop);
            var before = await AskAsync<string>(Standing, stop);
            foreach (var (papers, trials) in Of(UpstreamSource.PubMed).Zip(Of(UpstreamSource.ClinicalTrials)))
            {
                await MeetAsync(papers, trials, stop);
                Assert.Equal(before, await AskAsync<string>(Standing, stop));
                var (now, peak) = (Megabytes(service.Id, "VmRSS:"), Megabytes(service.Id, "VmHWM:"));
                if (peak > Peak) report($"{now} MB, at most {peak} MB: {papers}; {trials}");
                Peak = peak;
            }
        }
        world.Upstream.Faults.Clear();
        await world.TellAsync();
        return world.Reconcile();
    }

    // The greatest and the deepest come three times: what is not given back shows the second time.
    private static List<BadBody> Of(UpstreamSource source)
    {
        var own = BadBodies.All.Where(body => body.Case.Source == source && !body.Full && !body.MayCount).ToList();
        var heavy = own.Where(body => body.Case.Kind is FaultKind.HugeGzip or FaultKind.DeepNesting).ToList();
        var others = own.Except(heavy).ToList();
        return [.. heavy, .. others.Where((_, at) => at % (others.Count / 25) == 0).Take(25), .. heavy, .. heavy];
    }

    private async Task MeetAsync(BadBody papers, BadBody trials, CancellationToken stop)
    {
        world.Upstream.Log.Clear();
        world.Upstream.Faults.Replace([papers.Fault, trials.Fault, .. Shut]);
        foreach (var body in new[] { papers, trials })
        {
            await UntilAsync($"a request for {body}", () => Task.FromResult(world.Upstream.Log.Requests.Any(request => request.Fault == body.Case.Kind.ToString() && request.Source == body.Case.Source && request.Endpoint == body.Case.Endpoint)), stop);
            var failures = await FailuresAsync(body, stop);
            await UntilAsync($"the end of a check that met {body}", async () => await FailuresAsync(body, stop) > failures, stop);
            Met++;
        }
    }

    private static async Task UntilAsync(string what, Func<Task<bool>> holds, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"Waited in vain for {what}.");
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private Task<int> FailuresAsync(BadBody body, CancellationToken stop) => AskAsync<int>($"SELECT SUM(failures) FROM watches WHERE source = '{body.Case.SourceName}'", stop);

    private Task<T> AskAsync<T>(string sql, CancellationToken stop) => _database.ReadAsync(connection => connection.QuerySingleAsync<T>(sql), stop);

    private static int Megabytes(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return int.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
