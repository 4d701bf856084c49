namespace TargetAlerts.Tests.Kill;

/// <summary>Three readers, one of whom wants papers alone; and what is prepared once and copied for each kill.</summary>
internal static class Subscribers
{
    public const string Ada = "ada@example.org", Bob = "bob@example.org", Cy = "cy@papers.example.org";

    public static bool PapersOnly(string recipient) => recipient.EndsWith("@papers.example.org", StringComparison.Ordinal);

    public static async Task AddAsync(KillWorld world, string recipient, params IEnumerable<string> more)
    {
        await world.DoAsync(["alerts", "add", "--confirmed", "--target", "SERT", "--frequency", "daily", "--email", recipient, .. PapersOnly(recipient) ? new[] { "--source", "pubmed" } : [], .. more]);
        world.Expected[recipient] = [];
    }

    public static async Task AddAllAsync(KillWorld world)
    {
        foreach (var recipient in new[] { Ada, Bob, Cy }) await AddAsync(world, recipient);
    }
}

/// <summary>A data folder after a baseline, with the readers subscribed.</summary>
public sealed class PreparedData : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private KillWorld? _prepared;

    internal async Task<KillWorld> OpenAsync(KillStorage storage, string? order, CancellationToken stop, int connections = 1)
    {
        var world = await KillWorld.StartAsync(storage, order, stop, connections);
        if (storage.IsInFolder)
        {
            await PrepareAsync(storage, stop);
            Directory.CreateDirectory(world.Settings["DataDirectory"]);
            foreach (var file in Directory.GetFiles(_prepared!.Settings["DataDirectory"])) File.Copy(file, Path.Combine(world.Settings["DataDirectory"], Path.GetFileName(file)));
            foreach (var recipient in _prepared.Expected.Keys) world.Expected[recipient] = [];
            return world;
        }
        await using var calm = await KillWorld.StartAsync(storage, null, stop);
        foreach (var key in new[] { "DataDirectory", "Storage:ConnectionString" }) calm.Set(key, world.Settings[key]);
        await FillAsync(calm);
        foreach (var recipient in calm.Expected.Keys) world.Expected[recipient] = [];
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        if (_prepared is not null) await _prepared.DisposeAsync();
        _gate.Dispose();
    }

    private async Task PrepareAsync(KillStorage storage, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            if (_prepared is not null) return;
            var world = await KillWorld.StartAsync(storage, null, stop);
            await FillAsync(world);
            _prepared = world;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task FillAsync(KillWorld world)
    {
        await world.DoAsync("check");
        await Subscribers.AddAllAsync(world);
    }
}
