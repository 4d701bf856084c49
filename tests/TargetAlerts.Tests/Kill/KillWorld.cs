using System.Text.Json;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Kill;

/// <summary>
/// A data folder, the sources and a relay around the real program. Its commands run as processes; the first that reaches
/// the ordered stage dies there and is started again without the order.
/// </summary>
internal sealed class KillWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationToken _stop;
    private readonly string? _order;

    private KillWorld(string folder, string? order, CancellationToken stop) => (Folder, _order, _stop) = (folder, order, stop);

    public string Folder { get; }

    public UpstreamModel Model { get; } = new();

    public UpstreamHost Upstream { get; private set; } = null!;

    public ScriptedSmtpServer Relay { get; } = new();

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Recipient → links it must get, each once.</summary>
    public Dictionary<string, HashSet<string>> Expected { get; } = [];

    /// <summary>The order was carried out.</summary>
    public bool Died { get; private set; }

    public Uri Web => new(Settings["Web:Listen"]);

    /// <param name="order">stage:n; null kills nothing.</param>
    public static async Task<KillWorld> StartAsync(KillStorage storage, string? order, CancellationToken stop, int connections = 1)
    {
        stop.ThrowIfCancellationRequested();
        var world = new KillWorld(Directory.CreateTempSubdirectory("targetalerts-kill-").FullName, order, stop);
        News.Fill(world.Model);
        world.Upstream = await UpstreamHost.StartAsync(world.Model, null, stop);
        KillSettings.Give(world, storage, connections);
        return world;
    }

    /// <summary>Something happens in the sources, to be told to everybody who is to be told.</summary>
    public void Happen(int number)
    {
        var (papers, trials) = News.Play(Model, number);
        foreach (var (recipient, links) in Expected) links.UnionWith(Subscribers.PapersOnly(recipient) ? papers : [.. papers, .. trials]);
    }

    /// <summary>A command to its end; once more where it was killed.</summary>
    public async Task<Ended> RunAsync(params IReadOnlyList<string> arguments)
    {
        using var process = Start(arguments);
        var ended = await process.EndAsync(_stop);
        if (!ended.Killed) return ended;
        Died = true;
        return await RunAsync(arguments);
    }

    /// <summary>A command that must succeed. Once killed it may find its work done by the dead.</summary>
    public async Task<Ended> DoAsync(params IReadOnlyList<string> arguments)
    {
        var ended = await RunAsync(arguments);
        Assert.True(ended.Code == 0, $"{string.Join(' ', arguments)}: {ended}");
        return ended;
    }

    public ServiceProcess Start(params IReadOnlyList<string> arguments) => ServiceProcess.Start(Folder, Settings, Died ? null : _order, arguments);

    /// <summary>The pages of the running service, and a visit to them; the service is started again where the visit killed it.</summary>
    public async Task VisitAsync(Func<HttpClient, Task> visit)
    {
        using var service = Start("run");
        await service.ReadyAsync(_stop);
        using var browser = new HttpClient { BaseAddress = Web };
        browser.DefaultRequestHeaders.Add("Origin", Web.GetLeftPart(UriPartial.Authority));
        try
        {
            await visit(browser);
        }
        catch (HttpRequestException) when (!Died)
        {
            Assert.True((await service.EndAsync(_stop)).Killed);
            Died = true;
        }
        service.Kill();
        if (Died) await service.EndAsync(_stop);
    }

    /// <summary>Delivers again and again until nothing waits: what a dead process held comes free with its lease.</summary>
    public async Task DeliverAsync()
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var report = await RunAsync("deliver", "--json");
            using var json = JsonDocument.Parse(report.Said);
            if (json.RootElement.GetProperty("waiting").GetInt32() == 0) return;
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"Mail is still waiting: {report}");
        }
    }

    /// <summary>The usual way of news: found, made a digest, delivered.</summary>
    public async Task TellAsync()
    {
        await DoAsync("check");
        await DoAsync("digest", "--now");
        await DeliverAsync();
    }

    public Verdict Reconcile(IReadOnlyList<Accepted>? accepted = null) => Reconciliation.Of(accepted ?? [.. Relay.Taken], Expected);

    public void Set(string key, string value) => Settings[key] = value;

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await Upstream.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
