using System.Collections.Concurrent;

namespace TargetAlerts.Tests.Kill;

/// <summary>Scenarios on one kind of database, each with one death.</summary>
internal sealed class KillRun(PreparedData prepared, KillStorage storage)
{
    private readonly ConcurrentQueue<string> _faults = [];
    private int _kills, _lost, _wrong, _duplicates;

    public IReadOnlyCollection<string> Faults => _faults;

    public override string ToString() => $"{storage.Provider}: {KillPoints.All.Count} stages, {_kills} kills, {_lost} lost, {_wrong} told twice or wrongly, {_duplicates} duplicates after a lost answer";

    public async Task<(Verdict Verdict, bool Died)> PlayAsync(string name, string stage, int count, int connections, CancellationToken stop)
    {
        var scenario = Scenarios.All.Single(one => one.Name == name);
        var order = $"{stage}:{count}";
        await using var world = scenario.Prepared ? await prepared.OpenAsync(storage, order, stop, connections) : await KillWorld.StartAsync(storage, order, stop, connections);
        return (await scenario.Play(world), world.Died);
    }

    /// <summary>Every stage of every scenario, two at a time.</summary>
    /// <param name="only">Stages that begin so.</param>
    public Task EachAsync(string only, Action<string> report, CancellationToken stop)
    {
        var deaths =
            from scenario in Scenarios.All
            from stage in scenario.Stages
            where stage.StartsWith(only, StringComparison.Ordinal)
            from time in Enumerable.Range(0, scenario.Times)
            select (scenario.Name, stage, time);
        return Parallel.ForEachAsync(deaths, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop }, async (death, token) =>
            await DieAsync(death.Name, death.stage, death.time, report, token));
    }

    // By turns at the first, second and third passing, over one connection and over two.
    private async Task DieAsync(string scenario, string stage, int time, Action<string> report, CancellationToken stop)
    {
        var name = $"{scenario}: {stage} {time + 1}";
        try
        {
            var (verdict, died) = await PlayAsync(scenario, stage, 1 + time % 3, 1 + time % 2, stop);
            if (!died) (verdict, died) = await PlayAsync(scenario, stage, 1, 1 + time % 2, stop);
            Count(verdict, died);
            if (!verdict.Holds || !died) _faults.Enqueue($"{name}: {(died ? "" : "not reached, ")}{verdict}");
            report($"{name}: {verdict}");
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            _faults.Enqueue($"{name}: {error.Message}");
            report($"{name}: {error}");
        }
    }

    private void Count(Verdict verdict, bool died)
    {
        if (died) Interlocked.Increment(ref _kills);
        Interlocked.Add(ref _lost, verdict.Lost.Count);
        Interlocked.Add(ref _wrong, verdict.Repeated.Count + verdict.Extra.Count + verdict.Wrong.Count);
        Interlocked.Add(ref _duplicates, verdict.Duplicates);
    }
}
