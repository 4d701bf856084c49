using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

public sealed class ReplayTests
{
    // The recordings lie beside the repository and may be absent.
    private static string? Recordings()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "sources");
            if (Directory.Exists(Path.Combine(candidate, "pubmed", "recorded")))
                return candidate;
        }
        return null;
    }

    [Fact]
    public async Task Recorded_records_are_served_in_two_parts()
    {
        var folder = Recordings();
        Assert.SkipWhen(folder is null, "no recordings beside the repository");
        var model = new UpstreamModel();
        Replay.Load(folder!, model);
        await using var standIn = await StandIn.StartAsync(model);
        var (articles, trials) = (model.PubMed.Count, model.Trials.Count);

        model.Advance();

        Assert.InRange((double)articles / model.PubMed.Count, 0.6, 0.85);
        Assert.True(model.Trials.Count > trials);
        var today = model.Today.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEmpty(await standIn.IdsAsync($"\"Retraction of Publication\"[pt] AND {today}[CRDT]"));
        Assert.NotEmpty(await standIn.IdsAsync("fluoxetine[tiab]"));
        var studies = await standIn.StudiesAsync($"filter.advanced={Uri.EscapeDataString($"AREA[LastUpdatePostDate]RANGE[{today.Replace('/', '-')},MAX]")}");
        Assert.Equal(model.Trials.Count - trials, studies["studies"]!.AsArray().Count);
    }
}
