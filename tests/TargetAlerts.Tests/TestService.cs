using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TargetAlerts.Checks;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;
using TargetAlerts.Upstreams;
using TargetAlerts.Web;

namespace TargetAlerts.Tests;

/// <summary>The service as it is composed for real, over the stand-in upstreams, a SQLite file of its own and a clock that jumps.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;
    private ServiceProvider _services = null!;

    public required UpstreamHost Upstream { get; init; }

    public required TestClock Clock { get; init; }

    public required UpstreamModel Model { get; init; }

    public ServiceOptions Options { get; private init; } = null!;

    public string Outbox => Path.Combine(_folder, "outbox");

    /// <param name="catalog">Made in the data directory, in place of the targets.</param>
    /// <param name="sources">Those that are asked; by default the two that the spine was built on.</param>
    public static async Task<TestService> StartAsync(Action<UpstreamModel>? fill = null, Action<ServiceOptions>? configure = null, IReadOnlyList<DrugTarget>? targets = null, DateTimeOffset? start = null, DatabaseKind database = DatabaseKind.Sqlite, Action<IServiceCollection>? register = null, IReadOnlyList<UpstreamSource>? sources = null, Func<string, TargetCatalog>? catalog = null)
    {
        var storage = database.Fresh();
        var clock = new TestClock(start ?? new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
        var model = new UpstreamModel(clock);
        fill?.Invoke(model);
        var upstream = await UpstreamHost.StartAsync(model, null, TestContext.Current.CancellationToken);
        var service = new TestService
        {
            Upstream = upstream,
            Clock = clock,
            Model = model,
            Options = new ServiceOptions
            {
                Contact = "tests@example.org",
            },
        };
        foreach (var name in SourceNames.All) service.Options.Sources[name] = new SourceOptions { Enabled = false };
        foreach (var one in sources ?? [UpstreamSource.PubMed, UpstreamSource.ClinicalTrials]) service.Options.Sources[one.ToString().ToLowerInvariant()] = Source(upstream.UrlOf(one));
        service.Options.DataDirectory = service._folder;
        service.Options.Storage = storage;
        configure?.Invoke(service.Options);
        var services = new ServiceCollection().AddLogging();
        await services.AddTargetAlertsAsync(service.Options, catalog?.Invoke(service._folder) ?? new TargetCatalog(targets ?? [TestTargets.Sert]), clock, TestContext.Current.CancellationToken);
        register?.Invoke(services);
        service._services = services.BuildServiceProvider();
        return service;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Every source for every target; or one source.</summary>
    public async Task<IReadOnlyList<CheckReport>> CheckAsync(string? source = null, bool full = false, string? target = null)
    {
        var due = Get<TargetCatalog>().All.Where(one => target is null || one.Symbol == target).Select(one => new DueWatch(one, null)).ToList();
        var reports = new List<CheckReport>();
        foreach (var one in Get<SourceRegistry>().All.Where(one => source is null || one.Description.Name.Value == source))
        {
            reports.AddRange(await Get<SourceRun>().RunAsync(one, due, full, null, TestContext.Current.CancellationToken));
        }
        return reports;
    }

    public async Task<CheckReport> CheckOneAsync(string source, bool full = false) => Assert.Single(await CheckAsync(source, full));

    public async Task<string> AddAlertAsync(Func<AlertRequest, AlertRequest>? wish = null, string email = "ada@example.org")
    {
        var request = new AlertRequest { Emails = [email], Targets = ["SERT"], Confirmed = true };
        var added = await Get<AlertDesk>().AddAsync(wish?.Invoke(request) ?? request, TestContext.Current.CancellationToken);
        return Assert.Single(added).Id;
    }

    public Task<IReadOnlyList<DigestReport>> DigestNowAsync() => Get<DigestRound>().MakeAsync([], now: true, patient: false, TestContext.Current.CancellationToken);

    public Task<DeliveryReport> DeliverAsync() => Get<TargetAlerts.Delivery.Outbox>().DeliverAsync(new DeliverOptions(Probe: true), TestContext.Current.CancellationToken);

    /// <summary>Waits for something that happens elsewhere; fails after twenty seconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds()) await timer.WaitForNextTickAsync(deadline.Token);
    }

    public Task<T> ReadAsync<T>(string sql) => Get<Database>().ReadAsync(connection => Dapper.SqlMapper.QuerySingleAsync<T>(connection, sql), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql) =>
        [.. await Get<Database>().ReadAsync(connection => Dapper.SqlMapper.QueryAsync<T>(connection, sql), TestContext.Current.CancellationToken)];

    /// <summary>The service's pages on a port of their own, over the same database.</summary>
    /// <param name="listen">Where the links of mails lead, if they are to be opened.</param>
    public async Task<ServedPages> ServeAsync(Action<IServiceCollection>? register = null, string listen = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls([listen, .. Options.Telemetry.Listen is { } own ? new[] { own } : []]);
        builder.Logging.ClearProviders();
        await builder.Services.AddTargetAlertsAsync(Options, Get<TargetCatalog>(), Clock, TestContext.Current.CancellationToken);
        register?.Invoke(builder.Services);
        builder.Services.AddWeb();
        var app = builder.Build();
        WebEndpoints.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Upstream.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static SourceOptions Source(string url) => new()
    {
        BaseUrl = new Uri(url),
        DataBaseUrl = new Uri(url),
        RequestsPerSecond = 1000,
        Retries = 1,
        RetryDelay = TimeSpan.FromMilliseconds(10),
        Timeout = TimeSpan.FromSeconds(20),
    };
}

internal sealed record ServedPages(WebApplication App, HttpClient Client) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
