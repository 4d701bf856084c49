using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Targets;
using TargetAlerts.Web;

namespace TargetAlerts.Benchmarks;

/// <summary>The service as it is composed for real, over SQLite in a folder or a given database.</summary>
internal sealed class BenchmarkService : IAsyncDisposable
{
    public static readonly DrugTarget Target = new() { Symbol = "BENCH", Name = "made-up target", Names = [new("made-up protein")] };

    private readonly WebApplication _app;

    private BenchmarkService(WebApplication app) => _app = app;

    /// <summary>Where its pages are, if they are served.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <param name="serve">Its pages too, on a port of their own.</param>
    public static async Task<BenchmarkService> StartAsync(string folder, Action<ServiceOptions>? configure = null, Action<IServiceCollection>? register = null, bool serve = false)
    {
        var options = new ServiceOptions { Contact = "benchmarks@example.org", DataDirectory = folder };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await builder.Services.AddTargetAlertsAsync(options, new TargetCatalog([Target]), TimeProvider.System, CancellationToken.None);
        register?.Invoke(builder.Services);
        builder.Services.AddWeb();
        var app = builder.Build();
        if (serve)
        {
            WebEndpoints.Map(app);
            await app.StartAsync();
        }
        return new(app);
    }

    public static string File(string folder) => Path.Combine(folder, "targetalerts.db");

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public Task RunAsync(string sql, object? values = null) =>
        Get<Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, sql, values), CancellationToken.None);

    public Task<T> ReadAsync<T>(string sql) =>
        Get<Database>().ReadAsync(connection => Dapper.SqlMapper.QuerySingleAsync<T>(connection, sql), CancellationToken.None)!;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
