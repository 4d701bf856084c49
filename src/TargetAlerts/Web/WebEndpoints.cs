using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Admin;
using TargetAlerts.Web.Alerts;
using TargetAlerts.Web.Api;
using TargetAlerts.Web.Archive;
using TargetAlerts.Web.Data;
using TargetAlerts.Web.Feeds;
using TargetAlerts.Web.Pages;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Web;

/// <summary>Every route of the service. Reading changes nothing (RFC 9110 section 9.2.1): scanners open each link of a mail.</summary>
internal static class WebEndpoints
{
    public static void Map(WebApplication app)
    {
        Proxies.Use(app);
        app.UseMiddleware<SecurityHeaders>();
        // A full disk passes: who asked by machine, as for a one-click unsubscription, may come again.
        app.UseExceptionHandler(broken => broken.Run(http => Answer<FaultPage>(http.Features.Get<IExceptionHandlerFeature>()?.Error is StorageTroubleException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError).ExecuteAsync(http)));
        // A wrong method stays a 405 with its Allow header, as a catch-all route would not let it.
        app.UseStatusCodePages(empty => empty.HttpContext.Response.StatusCode is var status && Problems.AreWanted(empty.HttpContext.Request) ? Problems.Of(status).ExecuteAsync(empty.HttpContext)
            : status == StatusCodes.Status404NotFound ? NotFound().ExecuteAsync(empty.HttpContext)
            : Task.CompletedTask);
        app.UseMiddleware<OperatorPages>();
        var prefix = app.Services.GetRequiredService<Links>().PathBase;
        // Whether the proxy in front takes the prefix off or not, the routes are found.
        if (prefix.Length > 0) app.UsePathBase(prefix);
        app.UseRouting();

        app.MapRead("/", TargetPages.FrontAsync);
        app.MapRead("/targets/{symbol}", TargetPages.ShowAsync);
        app.MapRead("/targets/{symbol}/changes.csv", TargetPages.Csv);
        app.MapRead("/targets/{symbol}/changes.ris", TargetPages.Ris);
        app.MapRead("/alert", SetAlertPages.ShowAsync).WithMetadata(new SecurityHeaders.Scripted());
        app.MapPost("/alert", SetAlertPages.PostAsync).WithMetadata(new SecurityHeaders.Scripted());
        app.MapRead("/help", () => Page<HelpPage>(new { }));
        foreach (var file in (PageFile[])[PageFile.Style, PageFile.TimeZone]) app.MapRead(file.Route, file.Serve).WithMetadata(new SecurityHeaders.Cacheable());
        // Liveness touches nothing: a restart does not mend a database.
        app.MapRead("/health/live", () => Results.Text("alive\n"));
        app.MapRead("/health/ready", async (DatabasePulse pulse, CancellationToken cancellationToken) =>
            await pulse.FaultAsync(cancellationToken) is { } fault
                ? Results.Text(fault + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready\n"));

        OperatorPages.Map(app);
        app.MapAdmin();
        app.MapApi();

        var links = app.MapGroup("/a/{token}");
        links.MapRead("/confirm", ConfirmPages.ShowAsync);
        links.MapPost("/confirm", ConfirmPages.ConfirmAsync);
        links.MapRead("/unsubscribe", UnsubscribePages.ShowAsync);
        links.MapPost("/unsubscribe", UnsubscribePages.UnsubscribeAsync);
        // A reader may reload or bookmark where a form led: the page, then, not a bare 405.
        links.MapRead("/return", UnsubscribePages.ShowAsync);
        links.MapRead("/manage-link", UnsubscribePages.ShowAsync);
        links.MapPost("/return", UnsubscribePages.ReturnAsync);
        links.MapPost("/manage-link", UnsubscribePages.SendManageLinkAsync);
        links.MapRead("/digest", DigestPages.ShowAsync).WithMetadata(new SecurityHeaders.StyledInline());
        links.MapRead("/archive", ArchivePages.ShowAsync);
        links.MapPost("/archive", ArchivePages.ResendAsync);
        links.MapRead("/archive/{digest}", ArchivePages.OpenAsync).WithMetadata(new SecurityHeaders.StyledInline());
        links.MapRead("/" + FeedPages.Atom, FeedPages.AtomAsync).WithMetadata(new SecurityHeaders.Cacheable());
        links.MapRead("/" + FeedPages.Json, FeedPages.JsonAsync).WithMetadata(new SecurityHeaders.Cacheable());
        links.MapRead("/" + FeedPages.Calendar, FeedPages.CalendarAsync).WithMetadata(new SecurityHeaders.Cacheable());
        links.MapRead("/export", DataPages.ExportAsync);
        links.MapRead("/erase", DataPages.ShowAsync);
        links.MapPost("/erase", DataPages.EraseAsync);
        links.MapRead("/manage", ManagePages.ShowAsync);
        links.MapPost("/manage", ManagePages.ChangeAsync);
        links.MapRead("/change", ChangePages.ShowAsync);
        links.MapPost("/change", ChangePages.PostAsync);
        links.MapRead("/mute", MutePages.ShowAsync);
        links.MapPost("/mute", MutePages.PostAsync);
    }

    /// <summary>The one answer to whatever is not there: unknown, expired and forged links cannot be told apart.</summary>
    public static IResult NotFound() => Answer<NotFoundPage>(StatusCodes.Status404NotFound);

    /// <summary>A form that could not be read or was not ours.</summary>
    public static IResult Refused(int status) => Answer<RefusedPage>(status);

    public static RazorComponentResult<T> Page<T>(object parameters, int status = StatusCodes.Status200OK) where T : IComponent =>
        new(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private static PageOrProblem Answer<T>(int status) where T : IComponent => new(status, null, Page<T>(new { }, status));
}
