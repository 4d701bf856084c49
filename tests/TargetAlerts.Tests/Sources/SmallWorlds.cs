using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.GwasCatalog;
using TargetAlerts.Upstreams.PubChem;
using TargetAlerts.Upstreams.Rcsb;
using TargetAlerts.Upstreams.UniProt;

namespace TargetAlerts.Tests.Sources;

/// <summary>A few made-up records of one source, and news that its next check must tell once.</summary>
internal sealed record SmallWorld(Action<UpstreamModel> Fill, Func<UpstreamModel, int, (string Id, string Told)> Happen)
{
    public static readonly IReadOnlyDictionary<UpstreamSource, SmallWorld> All = new Dictionary<UpstreamSource, SmallWorld>
    {
        [UpstreamSource.Rcsb] = new(
            model =>
            {
                for (var at = 1; at <= 12; at++) model.Structures.Add(Structure(at) with { Released = new(2025, 12, 1) });
            },
            (model, news) =>
            {
                model.Structures.Add(Structure(100 + news));
                return (Structure(100 + news).Id, "added");
            }),
        [UpstreamSource.UniProt] = new(
            model => model.Proteins.Add(new Protein("P31645")),
            (model, news) =>
            {
                model.Proteins.Publish("P31645", protein => protein with { Comments = [("FUNCTION", $"Made-up function {news}")] });
                return ("P31645", "updated: function");
            }),
        [UpstreamSource.GwasCatalog] = new(
            model => model.Associations.Add(Enumerable.Range(1, 30).Select(at => new Association(at))),
            (model, news) =>
            {
                model.Associations.Add(new Association(1000 + news));
                return ($"{1000 + news}", "added");
            }),
        [UpstreamSource.PubChem] = new(
            model => model.Assays.Add(Enumerable.Range(1, 30).Select(at => new Assay(at))),
            (model, news) =>
            {
                model.Assays.Add(new Assay(1000 + news));
                return ($"{1000 + news}", "added");
            }),
    };

    public static Structure Structure(int at) => new()
    {
        Id = $"9{at:D3}",
        Title = $"Made-up structure {at} of the serotonin transporter",
        Polymers = [new("Sodium-dependent serotonin transporter", "P31645"), new("Made-up Fab heavy chain", null, "Mus musculus")],
        Ligands = [("8PR", "paroxetine"), ("NAG", "2-acetamido-2-deoxy-beta-D-glucopyranose")],
    };

    public static string Name(UpstreamSource source) => source.ToString().ToLowerInvariant();

    /// <summary>A service with the baseline of that source, a day later.</summary>
    public static async Task<TestService> KnownAsync(UpstreamSource source, Action<UpstreamModel>? fill = null, IReadOnlyList<TargetAlerts.Targets.DrugTarget>? targets = null)
    {
        var service = await TestService.StartAsync(fill ?? All[source].Fill, targets: targets, sources: [source]);
        Assert.All(await service.CheckAsync(Name(source)), report => Assert.Equal((CheckOutcome.Baseline, 0), (report.Outcome, report.Added)));
        service.Upstream.Log.Clear();
        service.Clock.Jump(TimeSpan.FromDays(1));
        return service;
    }
}

/// <summary>One service for each of these sources, kept from case to case.</summary>
public sealed class SmallStages : IAsyncLifetime
{
    private readonly Dictionary<UpstreamSource, TestService> _services = [];
    private int _news;

    internal TestService this[UpstreamSource source] => _services[source];

    public async ValueTask InitializeAsync()
    {
        foreach (var source in SmallWorld.All.Keys) _services[source] = await SmallWorld.KnownAsync(source);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values) await service.DisposeAsync();
    }

    internal (string Id, string Told) Happen(UpstreamSource source)
    {
        _services[source].Clock.Jump(TimeSpan.FromMinutes(5));
        return SmallWorld.All[source].Happen(_services[source].Model, ++_news);
    }
}

/// <summary>Which faults can show at these sources.</summary>
internal static class SmallFaults
{
    private static readonly FaultKind[] Framing = [FaultKind.TruncatedBody, FaultKind.CutBody, FaultKind.CutGzip, FaultKind.Html, FaultKind.PrologOnly, FaultKind.DeepNesting];

    private static readonly (UpstreamSource Source, string Endpoint, FaultKind[] Wrong)[] Endpoints =
    [
        (UpstreamSource.Rcsb, "query", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.RepeatedPage, FaultKind.MissingPage]),
        (UpstreamSource.Rcsb, "graphql", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.RepeatedPage]),
        // Without a readable release the entries are read all the same.
        (UpstreamSource.UniProt, "search", []),
        (UpstreamSource.UniProt, "entry", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords]),
        (UpstreamSource.GwasCatalog, "associations", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords, FaultKind.WrongTotal, FaultKind.ChangingTotal, FaultKind.RepeatedPage, FaultKind.MissingPage]),
        (UpstreamSource.GwasCatalog, "study", []),
        (UpstreamSource.PubChem, "aids", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.MissingRecords]),
        (UpstreamSource.PubChem, "summary", [FaultKind.ErrorObject, FaultKind.MissingElement, FaultKind.RepeatedPage]),
    ];

    public static IEnumerable<FaultCase> All => Endpoints.SelectMany(endpoint => Framing.Concat(endpoint.Wrong).Select(kind => new FaultCase(endpoint.Source, endpoint.Endpoint, kind))
        .Concat(new[] { 429, 503 }.Select(status => new FaultCase(endpoint.Source, endpoint.Endpoint, FaultKind.Status, status))));
}
