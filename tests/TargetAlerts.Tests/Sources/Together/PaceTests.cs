using TargetAlerts.Tests.Commands;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>A source's pace holds over all processes: read from the log of the one who is asked.</summary>
public sealed class PaceTests
{
    private const double PerSecond = 4;

    // A request that was late on its way makes the gap to the next one shorter.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Several_processes_on_PostgreSQL_together_keep_the_pace_of_each_source()
    {
        var model = new UpstreamModel();
        model.PubMed.Add(Sample.Articles(300, 1, new DateOnly(2025, 12, 1)));
        model.Trials.Add(Sample.Trials(30, 1, new DateOnly(2025, 12, 1)));
        await using var upstream = await UpstreamHost.StartAsync(model, cancellationToken: TestContext.Current.CancellationToken);
        using var house = new TargetAlertsProcess(upstream);
        (house.Environment["TARGETALERTS__Storage__Provider"], house.Environment["TARGETALERTS__Storage__ConnectionString"]) = ("postgres", PostgresServer.NewSharedDatabase());
        foreach (var name in new[] { "pubmed", "clinicaltrials" }) house.Environment[$"TARGETALERTS__Sources__{name}__RequestsPerSecond"] = "4";
        await house.DoneAsync("sources", "list");

        await Task.WhenAll(house.CallAsync("check"), house.CallAsync("check"), house.CallAsync("sources", "test"), house.CallAsync("sources", "test"));

        foreach (var source in upstream.Log.Requests.GroupBy(request => request.Source))
        {
            List<DateTimeOffset> times = [.. source.Select(request => request.Time).Order()];
            Assert.True(times.Count >= 4, $"{source.Key} was asked {times.Count} times");
            for (var first = 0; first < times.Count; first++)
            {
                for (var last = first + 1; last < times.Count; last++) Assert.True(times[last] - times[first] >= TimeSpan.FromSeconds((last - first) / PerSecond) - Late, $"{source.Key}: {last - first + 1} requests in {(times[last] - times[first]).TotalSeconds:N2} s");
            }
        }
    }
}
