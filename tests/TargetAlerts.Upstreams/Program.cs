using System.Globalization;
using TargetAlerts.Upstreams;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (!CommandLine.TryRead(args, out var line, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

var model = Sample.Model();
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

// Without records a source could only be found empty.
string Setting(UpstreamSource source) => $"export TARGETALERTS__Sources__{source.ToString().ToLowerInvariant()}__"
    + (source is UpstreamSource.PubMed or UpstreamSource.ClinicalTrials ? $"BaseUrl={upstream.UrlOf(source)}" : "Enabled=false");
