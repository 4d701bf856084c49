using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Upstreams;

public sealed class FaultTests
{
    private static readonly FaultMatch Studies = new(UpstreamSource.ClinicalTrials, "studies");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<StandIn> WithAsync(params Fault[] faults)
    {
        var standIn = await StandIn.StartAsync(Sample.Model(articles: 30, trials: 30));
        foreach (var fault in faults)
            standIn.Host.Faults.Add(fault);
        return standIn;
    }

    [Fact]
    public async Task A_status_fault_hits_the_chosen_request_only()
    {
        await using var standIn = await WithAsync(new Fault(Studies with { FromRequest = 2 }, FaultKind.Status)
        {
            Status = 429,
            RetryAfter = TimeSpan.FromSeconds(7),
        });

        var statuses = new List<HttpStatusCode>();
        for (var request = 0; request < 3; request++)
        {
            using var response = await standIn.TrialsAsync("/studies");
            statuses.Add(response.StatusCode);
            Assert.Equal(response.StatusCode == HttpStatusCode.OK ? null : TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
        Assert.Equal([200, 429, 200], standIn.Host.Log.Of(UpstreamSource.ClinicalTrials).Select(request => request.Status));
    }

    [Fact]
    public async Task A_truncated_body_breaks_the_connection()
    {
        await using var standIn = await WithAsync(new Fault(Studies, FaultKind.TruncatedBody));

        await Assert.ThrowsAnyAsync<Exception>(() => standIn.StudiesAsync("pageSize=30"));
    }

    [Theory]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.PrologOnly)]
    [InlineData(FaultKind.DeepNesting)]
    public async Task A_spoiled_body_looks_complete_but_cannot_be_read(FaultKind kind)
    {
        await using var standIn = await WithAsync(new Fault(Studies, kind));

        using var response = await standIn.TrialsAsync("/studies");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Stop);
        Assert.ThrowsAny<Exception>(() => JsonNode.Parse(body));
    }

    [Theory]
    [InlineData(FaultKind.WrongTotal, 37)]
    [InlineData(FaultKind.ChangingTotal, 31)]
    [InlineData(FaultKind.EmptyTotal, 0)]
    public async Task A_total_can_lie(FaultKind kind, int expected)
    {
        await using var standIn = await WithAsync(new Fault(Studies, kind));

        var page = await standIn.StudiesAsync("countTotal=true");

        Assert.Equal(expected, page["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_small_gzip_unpacks_to_600_megabytes()
    {
        await using var standIn = await WithAsync(new Fault(new FaultMatch(UpstreamSource.PubMed, "efetch"), FaultKind.HugeGzip));
        using var response = await standIn.PubMedAsync("efetch.fcgi?db=pubmed&retmode=xml&id=90000001");

        var packed = await response.Content.ReadAsByteArrayAsync(Stop);
        await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var buffer = new byte[1 << 20];
        long length = 0;
        for (int read; (read = await unpacked.ReadAsync(buffer, Stop)) > 0;)
            length += read;

        Assert.InRange(packed.Length, 1, 1_000_000);
        Assert.True(length > 600_000_000);
    }

    [Theory]
    [InlineData(FaultKind.CutGzip)]
    [InlineData(FaultKind.MissingElement)]
    [InlineData(FaultKind.ErrorObject)]
    [InlineData(FaultKind.SlowBody)]
    public async Task Every_other_kind_hits_both_sources(FaultKind kind)
    {
        await using var standIn = await WithAsync(new Fault(new FaultMatch(), kind, Fault.Always) { Pause = TimeSpan.FromMilliseconds(1) });
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip });

        var studies = await ReadAsync(client, standIn.Host.ClinicalTrialsUrl + "/studies");
        var hits = await ReadAsync(client, standIn.Host.PubMedUrl + "esearch.fcgi?db=pubmed&retmode=json&term=serotonin");

        Assert.Equal(kind == FaultKind.SlowBody, studies?["studies"] is not null);
        Assert.Equal(kind == FaultKind.SlowBody, hits?["esearchresult"]?["idlist"] is not null);
        Assert.All(standIn.Host.Log.Requests, request => Assert.Equal(kind.ToString(), request.Fault));
    }

    // Null when the body could not be unpacked or parsed.
    private static async Task<JsonNode?> ReadAsync(HttpClient client, string url)
    {
        try
        {
            return JsonNode.Parse(await client.GetStringAsync(new Uri(url), Stop));
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidDataException or HttpRequestException)
        {
            return null;
        }
    }

    [Fact]
    public async Task Silence_lasts_until_the_client_gives_up()
    {
        await using var standIn = await WithAsync(new Fault(Studies, FaultKind.Silence));

        var answer = standIn.TrialsAsync("/studies");
        while (standIn.Host.Log.Requests.Count == 0)
            await Task.Yield();

        Assert.False(answer.IsCompleted);
        await standIn.Host.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => answer);
    }
}
