using System.Text.Json;
using TargetAlerts.Checks;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

public sealed class SampleWorldTests
{
    // A work's first notice is a change of it; a protein has one entry.
    private static readonly HashSet<string> NeverNew = ["crossref", "uniprot"];

    // Those that say of a record that it is gone, or are seen to lack it twice within the days of this test.
    private static readonly string[] Withdrawing = ["pubmed", "europepmc", "crossref", "rcsb", "chembl", "opentargets", "gtopdb", "gwascatalog", "ctis"];

    [Fact]
    public async Task Every_source_holds_records_and_tells_of_new_changed_and_withdrawn_ones()
    {
        await using var service = await World.StartAsync();
        Assert.All(await service.CheckAsync(), report => Assert.True(report is { Outcome: CheckOutcome.Baseline, Seen: > 0, Reason: null }, $"{report}"));

        var told = new Dictionary<string, (int Added, int Updated, int Withdrawn)>();
        for (var scene = 1; scene <= 5; scene++) Count(await service.AdvancedAsync());
        // Summaries of assays carry no date to ask by.
        service.Clock.Jump(TimeSpan.FromDays(28));
        Count([await service.CheckOneAsync("pubchem", full: true)]);

        Assert.Equal(18, told.Count);
        Assert.All(told, source => Assert.True(source.Value.Added > 0 != NeverNew.Contains(source.Key), $"{source}"));
        Assert.All(told, source => Assert.True(source.Value.Updated > 0, $"{source}"));
        Assert.All(Withdrawing, source => Assert.True(told[source].Withdrawn > 0, $"{source}: {told[source]}"));

        void Count(IReadOnlyList<CheckReport> reports)
        {
            foreach (var report in reports)
            {
                Assert.Equal((report.Source, CheckOutcome.Complete, null), (report.Source, report.Outcome, report.Reason));
                var (added, updated, withdrawn) = told.GetValueOrDefault(report.Source);
                told[report.Source] = (added + report.Added, updated + report.Updated, withdrawn + report.Withdrawn);
            }
        }
    }

    [Fact]
    public void The_same_world_is_made_each_time()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
        var (one, other) = (Sample.World(clock), Sample.World(clock));
        for (var scene = 1; scene <= 3; scene++) Assert.Equal(one.Advance(), other.Advance());

        Assert.Equal(one.PubMed.Articles.Select(article => article.Title), other.PubMed.Articles.Select(article => article.Title));
        Assert.Equal(one.Labels.All.Select(label => $"{label.SetId} {label.Version} {label.Title}"), other.Labels.All.Select(label => $"{label.SetId} {label.Version} {label.Title}"));
        Assert.Equal(one.Structures.All.Select(entry => $"{entry.Id} {entry.Title} {entry.Major}"), other.Structures.All.Select(entry => $"{entry.Id} {entry.Title} {entry.Major}"));
    }

    [Fact]
    public async Task The_demo_asks_each_stand_in_where_it_is()
    {
        await using var upstream = await UpstreamHost.StartAsync(new UpstreamModel(), null, TestContext.Current.CancellationToken);
        var demo = Path.Combine(TestTargets.ConfigFolder, "..", "demo", "targetalerts.json");
        var sources = JsonDocument.Parse(await File.ReadAllTextAsync(demo, TestContext.Current.CancellationToken), new() { CommentHandling = JsonCommentHandling.Skip }).RootElement.GetProperty("Sources");

        Assert.Equal(upstream.Sources.Select(source => $"{source.ToString().ToLowerInvariant()} {new Uri(upstream.UrlOf(source)).AbsolutePath}").Order(StringComparer.Ordinal),
            sources.EnumerateObject().Select(source => $"{source.Name} {new Uri(source.Value.GetProperty("BaseUrl").GetString()!).AbsolutePath}").Order(StringComparer.Ordinal));
        Assert.EndsWith($"/{Sample.FeedPath}", sources.GetProperty("feeds").GetProperty("Feeds").EnumerateObject().Single().Value.GetString(), StringComparison.Ordinal);
    }
}
