using System.Globalization;
using TargetAlerts.Upstreams;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (!CommandLine.TryRead(args, out var line, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

var model = Sample.World();
if (line.Replay is { } folder)
{
    model = new UpstreamModel();
    Replay.Load(folder, model);
}

await using var upstream = await UpstreamHost.StartAsync(model, line.Url);
Console.WriteLine($"""
    {upstream}

    {string.Join("\n", upstream.Sources.Select(Setting))}

    the next news:      curl -X POST {upstream.Url}/_stand-in/advance
    requests so far:    curl {upstream.Url}/_stand-in/log
    a fault:            curl -X POST '{upstream.Url}/_stand-in/fault?source=pubmed&endpoint=esearch&kind=status&status=503&retryAfter=5&times=2'
    no more faults:     curl -X POST {upstream.Url}/_stand-in/faults/clear
    """);
using var news = line.NewsEvery is { } pause ? new Timer(_ => Console.WriteLine(upstream.Model.Advance()), null, pause, pause) : null;
await upstream.WaitAsync();
return 0;

// A stand-in needs no pace. What was recorded is of two sources: the others could only be found empty.
string Setting(UpstreamSource source)
{
    var name = $"TARGETALERTS__Sources__{source.ToString().ToLowerInvariant()}__";
    if (line.Replay is not null && source is not (UpstreamSource.PubMed or UpstreamSource.ClinicalTrials))
        return $"export {name}Enabled=false";
    var url = upstream.UrlOf(source);
    return $"export {name}BaseUrl={url} {name}RequestsPerSecond=1000" + source switch
    {
        UpstreamSource.Rcsb => $" {name}DataBaseUrl={url}",
        UpstreamSource.Feeds => $" {name}Feeds__MadeUp={url}{Sample.FeedPath} {name}AllowPrivateAddresses=true",
        _ => "",
    };
}
