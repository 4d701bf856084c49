using TargetAlerts.Tests.Commands;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>A source's pace holds over all processes: read from the log of the one who is asked.</summary>
public sealed class PaceTests
{
    private const double PerSecond = 2;

    [Fact]
    public async Task Several_processes_on_PostgreSQL_together_keep_the_pace_of_each_source()
    {
        var model = new UpstreamModel();
        model.PubMed.Add(Sample.Articles(300, 1, new DateOnly(2025, 12, 1)));
        model.Trials.Add(Sample.Trials(30, 1, new DateOnly(2025, 12, 1)));
        await using var upstream = await UpstreamHost.StartAsync(model, cancellationToken: TestContext.Current.CancellationToken);
        using var house = new TargetAlertsProcess(upstream);
        (house.Environment["TARGETALERTS__Storage__Provider"], house.Environment["TARGETALERTS__Storage__ConnectionString"]) = ("postgres", PostgresServer.NewSharedDatabase());
        foreach (var name in new[] { "pubmed", "clinicaltrials" }) house.Environment[$"TARGETALERTS__Sources__{name}__RequestsPerSecond"] = $"{PerSecond}";
        await house.DoneAsync("sources", "list");

        var begun = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(house.CallAsync("check"), house.CallAsync("check"), house.CallAsync("sources", "test"), house.CallAsync("sources", "test"));

        foreach (var source in upstream.Log.Requests.GroupBy(request => request.Source))
        {
            List<DateTimeOffset> times = [.. source.Select(request => request.Time).Where(time => time >= begun).Order()];
            Assert.True(times.Count >= 4, $"{source.Key} was asked {times.Count} times");
            // A request may be late on its way and come right before the next, but no machine is so slow that more come than there were slots.
            for (var at = 0; at < times.Count; at++) Assert.True(times[at] - begun >= TimeSpan.FromSeconds(at / PerSecond), $"{source.Key}: {at + 1} requests within {(times[at] - begun).TotalSeconds:N2} s");
        }
    }
}
