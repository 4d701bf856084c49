using TargetAlerts.Tests.Commands;
using TargetAlerts.Tests.Sources.Feeds;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Feeds;

namespace TargetAlerts.Tests.Sources.Together;

/// <summary>Proxies and private certificate authorities, by the standard environment variables and nothing else.</summary>
public sealed class PrivateNetworkTests
{
    [Fact]
    public async Task Sources_are_asked_through_the_proxy_and_trust_the_authority_of_the_environment()
    {
        var model = CommandHouse.Filled();
        model.Feeds.Put(News.Path, new FeedPage { Entries = [News.Entry(1), News.Entry(2, "weather")] });
        await using var upstream = await UpstreamHost.StartAsync(model, null, TestContext.Current.CancellationToken);
        using var program = new TargetAlertsProcess(upstream);
        var authority = Path.Combine(program.Folder, "institute.pem");
        await using var network = new PrivateNetwork(new Uri(upstream.Url), authority, "papers.example", "news.example");
        program.Environment["TARGETALERTS__Sources__clinicaltrials__Enabled"] = "false";
        program.Environment["TARGETALERTS__Sources__pubmed__BaseUrl"] = $"https://papers.example{new Uri(upstream.PubMedUrl).AbsolutePath}";
        program.Environment["TARGETALERTS__Sources__feeds__Enabled"] = "true";
        program.Environment["TARGETALERTS__Sources__feeds__Feeds__made-up"] = $"https://news.example{new Uri(upstream.UrlOf(UpstreamSource.Feeds) + News.Path).AbsolutePath}";

        // Neither name is known outside that network.
        Assert.Equal(["pubmed", "feeds"], await RefusedAsync());
        Assert.Empty(network.Tunnels);

        program.Environment["HTTPS_PROXY"] = network.Proxy;
        Assert.Equal(["pubmed", "feeds"], await RefusedAsync("trusted TLS"));
        Assert.Equal(["news.example:443", "papers.example:443"], network.Tunnels.Distinct().Order());

        program.Environment["SSL_CERT_FILE"] = authority;
        var said = await program.DoneAsync("sources", "test");
        Assert.Matches(@"pubmed +finds [1-9]\d* records", said.Out);
        Assert.Contains("made-up: 2 items, 1 of them about SERT", said.Out, StringComparison.Ordinal);

        program.Environment["NO_PROXY"] = "papers.example";
        Assert.Equal(["pubmed"], await RefusedAsync());

        async Task<IEnumerable<string>> RefusedAsync(string because = "")
        {
            var ended = await program.CallAsync("sources", "test", "--json");
            Assert.Equal(1, ended.Code);
            var refused = ended.Json.GetProperty("sources").EnumerateArray().Where(row => !row.GetProperty("ok").GetBoolean()).ToList();
            Assert.All(refused, row => Assert.Contains(because, row.GetProperty("said").GetString(), StringComparison.OrdinalIgnoreCase));
            return refused.Select(row => row.GetProperty("name").GetString()!);
        }
    }
}
