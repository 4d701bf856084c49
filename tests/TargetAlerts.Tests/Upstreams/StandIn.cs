using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

/// <summary>A stand-in host with a client, for tests of the stand-in itself.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    private StandIn(UpstreamHost host) => Host = host;

    public UpstreamHost Host { get; }

    public UpstreamModel Model => Host.Model;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<StandIn> StartAsync(UpstreamModel model) => new(await UpstreamHost.StartAsync(model, cancellationToken: Stop));

    public Task<HttpResponseMessage> PubMedAsync(string rest) => _client.GetAsync(new Uri(Host.PubMedUrl + rest), Stop);

    public async Task<JsonNode> SearchAsync(string term, string more = "") =>
        await JsonAsync(await PubMedAsync($"esearch.fcgi?db=pubmed&retmode=json&term={Uri.EscapeDataString(term)}{more}"), "esearchresult");

    public async Task<IReadOnlyList<int>> IdsAsync(string term) =>
        [.. (await SearchAsync(term))["idlist"]!.AsArray().Select(id => int.Parse(id!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)).Order()];

    public async Task<XElement> FetchAsync(string ids)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["db"] = "pubmed", ["retmode"] = "xml", ["id"] = ids });
        using var response = await _client.PostAsync(new Uri(Host.PubMedUrl + "efetch.fcgi"), form, Stop);
        using var reader = XmlReader.Create(await response.Content.ReadAsStreamAsync(Stop), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    public Task<HttpResponseMessage> TrialsAsync(string rest) => _client.GetAsync(new Uri(Host.ClinicalTrialsUrl + rest), Stop);

    public async Task<JsonNode> StudiesAsync(string query) => await JsonAsync(await TrialsAsync("/studies?" + query), null);

    public async Task<(int Status, string Text)> RefusalAsync(string rest)
    {
        using var response = await TrialsAsync(rest);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response, string? member)
    {
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
        response.Dispose();
        return member is null ? json : json[member]!;
    }
}
