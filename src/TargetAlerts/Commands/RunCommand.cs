using System.CommandLine;
using TargetAlerts.Operations;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Subscribers.Configured;
using TargetAlerts.Targets;
using TargetAlerts.Web;

namespace TargetAlerts.Commands;

/// <summary>run: the service itself – the schedule and the pages in one process.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "The service (default when no command is given).");
        command.SetAction(StartAsync);
        return command;
    }

    public static Task<int> StartAsync(ParseResult parsed, CancellationToken cancellationToken) => Cli.GuardAsync(async () =>
    {
        var (options, targets) = Cli.ReadSettings(parsed);
        Composition.MakeDataDirectory(options);
        using var alone = options.Storage.Provider == StorageProvider.Postgres ? null : Alone(options);

        var builder = WebApplication.CreateSlimBuilder();
        // Only our own settings count; the host keeps the addresses in a source of its own.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls([.. options.Web.Listen.Split(';'), .. options.Telemetry.Listen?.Split(';') ?? []]).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(55));
        await builder.Services.AddTargetAlertsAsync(options, targets, TimeProvider.System, cancellationToken);
        builder.Services.AddSchedule(options).AddWeb();
        // After the pages, whose filters hold at ordinary levels alone.
        builder.Logging.AddLogs(options, options.Telemetry.LogLevel, toError: parsed.GetValue(Cli.Json));
        builder.AddTelemetry(options);

        await using var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseClock>().DemandAgreementAsync(cancellationToken);
        var (_, newer) = await app.Services.GetRequiredService<Database>().ReadAsync(SchemaState.CompareAsync, cancellationToken);
        if (newer.Count > 0) app.Logger.LogWarning("The database was brought on by a newer version, which only added to it ({Scripts}): this one works on beside it. Start the newer version here soon.", string.Join(", ", newer));
        if (AlertsFile.Read(Cli.Folder(parsed), app.Services.GetRequiredService<AlertDesk>()) is { } entries) await app.Services.GetRequiredService<ConfiguredAlerts>().ApplyAsync(entries, cancellationToken);
        WebEndpoints.Map(app);
        Welcome(app, options, new Output(parsed.GetValue(Cli.Json)));
        await app.RunAsync(cancellationToken);
        return Cli.Done;
    });

    /// <summary>Held by the one service on a SQLite database, and by what must not happen beside it.</summary>
    public static FileStream Alone(ServiceOptions options) => FileLock.Try(Path.Combine(options.DataDirectory, "run.lock"))
        ?? throw new InvalidOperationException($"Another service is running on {Path.GetFullPath(options.DataDirectory)}; on SQLite there is one at a time.");

    private static void Welcome(WebApplication app, ServiceOptions options, Output output) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var data = Path.GetFullPath(options.DataDirectory);
        var mail = options.Mail.Host is { Length: > 0 } host ? $"{host}:{options.Mail.Port}" : Path.GetFullPath(options.Mail.Pickup ?? Path.Combine(options.DataDirectory, "outbox"));
        if (app.Services.GetRequiredService<TargetCatalog>().All.Count == 0) app.Logger.LogWarning("Nothing is followed: there is no target in the folder targets of the configuration.");
        app.Logger.LogInformation("TargetAlerts is running on {Address}. Data in {Data}; mail goes to {Mail}.", string.Join(", ", app.Urls), data, mail);
        if (output.Json) output.Write(new { listening = app.Urls, data, mail }, []);
    });
}
