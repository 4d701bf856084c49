using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TargetAlerts.Settings;
using TargetAlerts.Web;

namespace TargetAlerts.Operations;

/// <summary>
/// OpenTelemetry for "run": metrics for whoever fetches /metrics; traces, metrics and logs by OTLP where Telemetry:Otlp or
/// the standard OTEL_* variables name a collector. Whatever leaves is cleaned by <see cref="Redaction"/>.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder, ServiceOptions options)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("targetalerts", serviceVersion: typeof(Telemetry).Assembly.GetName().Version!.ToString(3)))
            .WithMetrics(metrics => metrics
                .AddMeter(ServiceMetrics.MeterName, "System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.Hosting", "Npgsql")
                .AddInstrumentation(services => services.GetRequiredService<ServiceMetrics>())
                .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));
        if (!Collector(builder.Configuration, options.Telemetry)) return;
        telemetry
            .WithTracing(traces => traces
                // Addresses of the sources come without their query from the runtime itself; Npgsql tells statements, never values.
                .AddSource(Traces.SourceName, "System.Net.Http", "Npgsql")
                .AddAspNetCoreInstrumentation(pages => pages.Filter = http => !OperatorPages.Are(http.Request.Path))
                .AddProcessor(services => new RedactedSpans(services.GetRequiredService<Redaction>())))
            .WithLogging(logs => logs.AddProcessor(services => new RedactedRecords(services.GetRequiredService<Redaction>())), log => log.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        builder.Services.AddHostedService<FigureRefresh>();
    }

    // The host was left without the environment; the exporter looks for its own variables there.
    private static bool Collector(IConfigurationBuilder configuration, TelemetryOptions options)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables().Build().AsEnumerable().Where(pair => pair.Key.StartsWith("OTEL_", StringComparison.Ordinal)).ToDictionary();
        if (options.Otlp is { } otlp) given[Endpoint] = otlp.ToString();
        configuration.AddInMemoryCollection(given);
        return given.Any(pair => pair.Key.StartsWith("OTEL_EXPORTER_OTLP", StringComparison.Ordinal) && pair.Key.EndsWith("ENDPOINT", StringComparison.Ordinal) && !string.IsNullOrEmpty(pair.Value));
    }

    // Whoever fetches /metrics has the figures read anew; a collector that is sent them asks nobody.
    private sealed class FigureRefresh(Figures figures, TimeProvider time) : BackgroundService
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Every, time);
            do await figures.RefreshAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
    }
}
