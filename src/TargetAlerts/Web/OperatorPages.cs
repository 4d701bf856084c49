using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TargetAlerts.Operations;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Web;

/// <summary>
/// /metrics and /health, which are no public pages. With Telemetry:Listen they are served there, and nothing else is;
/// without it only a caller on this machine gets them, and none that a proxy speaks for.
/// </summary>
internal sealed class OperatorPages(RequestDelegate next, ServiceOptions options, IServer server)
{
    private const string Metrics = "/metrics", Health = "/health";

    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    public static bool Are(PathString path) => path.StartsWithSegments(Metrics, StringComparison.Ordinal) || path.StartsWithSegments(Health, StringComparison.Ordinal);

    public static void Map(WebApplication app)
    {
        app.MapRead(Health, ShowAsync);
        if (app.Services.GetService<OpenTelemetry.Metrics.MeterProvider>() is not null) app.MapPrometheusScrapingEndpoint(Metrics);
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var theirs = path == Metrics || path == Health;
        if (options.Telemetry.Listen is null ? theirs && !IsLocal(context) : IsTheirPort(context) ? !Are(path) : theirs)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (path == Metrics) await context.RequestServices.GetRequiredService<Figures>().RefreshAsync(context.RequestAborted);
        await next(context);
    }

    // Reports what "targetalerts health" does, in the same shape.
    private static async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancellationToken)
    {
        HealthReport report;
        try
        {
            report = HealthReport.Of(await http.RequestServices.GetRequiredService<Faults>().FindAsync(cancellationToken));
        }
        catch (DbException error)
        {
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            report = HealthReport.Of([error is StorageTroubleException ? Faults.NoRoom(error.Message, now) : Faults.NoStorage(now)]);
        }
        return Results.Json(report, statusCode: report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && !Forwarding.Any(context.Request.Headers.ContainsKey);

    // A port 0 of the settings has its number only once the server runs.
    private bool IsTheirPort(HttpContext context) =>
        server.Features.Get<IServerAddressesFeature>()!.Addresses.Skip(options.Web.Listen.Split(';').Length).Any(address => BindingAddress.Parse(address).Port == context.Connection.LocalPort);
}
