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
        pages.MapRead("/sign-in", SignInPages.Show);
        pages.MapPost("/sign-in", SignInPages.SignInAsync);

        var inside = app.MapGroup("/admin").ExcludeFromDescription().RequireAuthorization().AddEndpointFilter<AdminGate>();
        inside.MapPost("/sign-out", SignInPages.SignOutAsync);
        inside.MapRead("", SourcePages.ShowAllAsync);
        inside.MapRead("/sources/{name}", SourcePages.ShowAsync);
        inside.MapPost("/sources/{name}/check", SourcePages.CheckAsync);
        inside.MapRead("/schedule", SchedulePages.ShowAsync);
        inside.MapPost("/schedule", SchedulePages.SaveAsync);
        inside.MapRead("/quarantine", QuarantinePages.ShowAsync);
        inside.MapPost("/quarantine", QuarantinePages.DecideAsync);
        inside.MapRead("/alerts", AlertPages.ListAsync);
        inside.MapRead("/alerts.csv", AlertPages.ExportAsync);
        inside.MapRead("/alerts/{id}", AlertPages.ShowAsync);
        inside.MapPost("/alerts/{id}", AlertPages.ChangeAsync);
        inside.MapRead("/deliveries", DeliveryPages.ShowAsync);
        inside.MapPost("/deliveries/resend", DeliveryPages.ResendAsync);
        inside.MapPost("/deliveries/lift", DeliveryPages.LiftAsync);
        inside.MapRead("/targets", ProfilePages.List);
        inside.MapRead("/targets/{symbol}", ProfilePages.Show);
        inside.MapPost("/targets/{symbol}", ProfilePages.ChangeAsync);
        inside.MapRead("/audit", AuditPages.ShowAsync);
    }
}
