using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Web.Admin;

internal static class AdminRegistration
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddAuthentication(AdminSession.Scheme).AddCookie(AdminSession.Scheme);
        services.AddAuthorization();
        return services
            .AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, AdminSession>()
            .AddSingleton<SignInLimits>().AddSingleton<BackgroundChecks>()
            .AddSingleton<AuditStore>().AddSingleton<AlertSearch>().AddSingleton<MessageLog>().AddSingleton<SuppressionStore>().AddSingleton<HeldChanges>()
            .AddSingleton<AdminClock>().AddSingleton<SourceHealths>().AddSingleton<HeldResults>().AddSingleton<ProfileEdits>();
    }

    /// <summary>No credentials, no pages: whatever is asked for below /admin is not there.</summary>
    public static void MapAdmin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<WebOptions>().Admin.Count == 0) return;
        app.UseAuthentication().UseAuthorization();
        var pages = app.MapGroup("/admin").ExcludeFromDescription();
        Read(pages, "/sign-in", SignInPages.Show);
        pages.MapPost("/sign-in", SignInPages.SignInAsync);

        var inside = app.MapGroup("/admin").ExcludeFromDescription().RequireAuthorization().AddEndpointFilter<AdminGate>();
        inside.MapPost("/sign-out", SignInPages.SignOutAsync);
        Read(inside, "", SourcePages.ShowAllAsync);
        Read(inside, "/sources/{name}", SourcePages.ShowAsync);
        inside.MapPost("/sources/{name}/check", SourcePages.CheckAsync);
        Read(inside, "/schedule", SchedulePages.ShowAsync);
        inside.MapPost("/schedule", SchedulePages.SaveAsync);
        Read(inside, "/quarantine", QuarantinePages.ShowAsync);
        inside.MapPost("/quarantine", QuarantinePages.DecideAsync);
        Read(inside, "/alerts", AlertPages.ListAsync);
        Read(inside, "/alerts.csv", AlertPages.ExportAsync);
        Read(inside, "/alerts/{id}", AlertPages.ShowAsync);
        inside.MapPost("/alerts/{id}", AlertPages.ChangeAsync);
        Read(inside, "/deliveries", DeliveryPages.ShowAsync);
        inside.MapPost("/deliveries/resend", DeliveryPages.ResendAsync);
        inside.MapPost("/deliveries/lift", DeliveryPages.LiftAsync);
        Read(inside, "/targets", ProfilePages.List);
        Read(inside, "/targets/{symbol}", ProfilePages.Show);
        inside.MapPost("/targets/{symbol}", ProfilePages.ChangeAsync);
        Read(inside, "/audit", AuditPages.ShowAsync);
    }

    private static void Read(IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}
