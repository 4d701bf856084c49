using System.Globalization;
using TargetAlerts.Upstreams.Chembl;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.Crossref;
using TargetAlerts.Upstreams.Ctis;
using TargetAlerts.Upstreams.DailyMed;
using TargetAlerts.Upstreams.EuropePmc;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.FederalRegister;
using TargetAlerts.Upstreams.Feeds;
using TargetAlerts.Upstreams.Genes;
using TargetAlerts.Upstreams.Gtopdb;
using TargetAlerts.Upstreams.GwasCatalog;
using TargetAlerts.Upstreams.Hosting;
using TargetAlerts.Upstreams.Isrctn;
using TargetAlerts.Upstreams.OpenFda;
using TargetAlerts.Upstreams.OpenTargets;
using TargetAlerts.Upstreams.PubChem;
using TargetAlerts.Upstreams.PubMed;
using TargetAlerts.Upstreams.Rcsb;
using TargetAlerts.Upstreams.Reporter;
using TargetAlerts.Upstreams.UniProt;

namespace TargetAlerts.Upstreams;

/// <summary>The stand-in sources on a loopback port.</summary>
public sealed class UpstreamHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RateLimit _limit;
    private readonly IReadOnlyList<IStandIn> _sources;

    private UpstreamHost(WebApplication app, UpstreamModel model, RateLimit limit)
    {
        (_app, Model, _limit) = (app, model, limit);
        _sources =
        [
            new PubMedStandIn(model.PubMed),
            new ClinicalTrialsStandIn(model.Trials),
            new HgncStandIn(model.Genes),
            new MyGeneStandIn(model.Genes),
            new DailyMedStandIn(model.Labels),
            new ChemblStandIn(model.Chembl, model.Genes),
            new OpenTargetsStandIn(model.OpenTargets),
            new GtopdbStandIn(model.Gtopdb),
            new GtopdbDownloads(model.Gtopdb),
            new EuropePmcStandIn(model.EuropePmc),
            new CrossrefStandIn(model.Crossref),
            new ReporterStandIn(model.Reporter),
            new OpenFdaStandIn(model.Fda),
            new FederalRegisterStandIn(model.Federal),
            new RcsbStandIn(model.Structures),
            new UniProtStandIn(model.Proteins, model.Genes),
            new GwasCatalogStandIn(model.Associations),
            new PubChemStandIn(model.Assays),
            new FeedsStandIn(model.Feeds),
            new IsrctnStandIn(model.Isrctn),
            new CtisStandIn(model.Ctis),
            // Last: where a source has a stand-in of its own, that one is the source's.
            new UniProtEntries(model.Genes),
            new ChemblTargets(model.Genes),
        ];
    }

    /// <summary>What the sources hold.</summary>
    public UpstreamModel Model { get; }

    /// <summary>The faults in force.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>The requests received.</summary>
    public RequestLog Log { get; } = new();

    /// <summary>PubMed requests allowed in a second; null, the default, for any number.</summary>
    public int? PubMedRequestsPerSecond
    {
        get => _limit.PerSecond;
        set => _limit.PerSecond = value;
    }

    /// <summary>Scheme, host and port, without a last slash.</summary>
    public string Url => _app.Urls.First().TrimEnd('/');

    /// <summary>What stands before a source's own paths: its BaseUrl.</summary>
    public string UrlOf(UpstreamSource source) => Url + _sources.First(one => one.Source == source).Prefix;

    /// <summary>The sources stood in for.</summary>
    public IReadOnlyList<UpstreamSource> Sources => [.. _sources.Select(source => source.Source).Distinct()];

    /// <summary>What stands before esearch.fcgi, with a last slash.</summary>
    public string PubMedUrl => $"{Url}/pubmed/entrez/eutils/";

    /// <summary>What stands before /studies.</summary>
    public string ClinicalTrialsUrl => $"{Url}/ctgov/api/v2";

    /// <summary>Starts serving a model; with no <paramref name="url"/>, on a free port of 127.0.0.1.</summary>
    public static async Task<UpstreamHost> StartAsync(UpstreamModel model, string? url = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        // An empty builder: nothing of the surroundings (appsettings, environment) gets in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.Urls.Add(url ?? "http://127.0.0.1:0");
        var host = new UpstreamHost(app, model, new RateLimit(model));
        host.Answer();
        await app.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>Serves until the process is asked to end.</summary>
    public Task WaitAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Url}: {Model.PubMed.Count} articles, {Model.Trials.Count} studies");

    private void Answer()
    {
        var doorman = new Doorman(_sources, Log, Faults, _limit, Model.Clock, _app.Lifetime.ApplicationStopping);
        var controls = new Controls(this);
        _app.Run(async context =>
        {
            if (await doorman.TryAnswerAsync(context) || await controls.TryAnswerAsync(context))
                return;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }
}
