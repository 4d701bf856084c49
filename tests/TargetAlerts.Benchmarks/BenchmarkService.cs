using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Targets;

namespace TargetAlerts.Benchmarks;

/// <summary>The service as it is composed for real, over SQLite in a folder.</summary>
internal sealed class BenchmarkService : IAsyncDisposable
{
    public static readonly DrugTarget Target = new() { Symbol = "BENCH", Name = "made-up target", Names = [new("made-up protein")] };

    private readonly ServiceProvider _services;

    private BenchmarkService(ServiceProvider services) => _services = services;

    public static async Task<BenchmarkService> StartAsync(string folder, Action<ServiceOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var options = new ServiceOptions { Contact = "benchmarks@example.org", DataDirectory = folder };
        configure?.Invoke(options);
        var services = new ServiceCollection().AddLogging();
        await services.AddTargetAlertsAsync(options, new TargetCatalog([Target]), TimeProvider.System, CancellationToken.None);
        register?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    public static string File(string folder) => Path.Combine(folder, "targetalerts.db");

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task RunAsync(string sql, object? values = null) =>
        Get<Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, sql, values), CancellationToken.None);

    public Task<T> ReadAsync<T>(string sql) =>
        Get<Database>().ReadAsync(connection => Dapper.SqlMapper.QuerySingleAsync<T>(connection, sql), CancellationToken.None)!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
