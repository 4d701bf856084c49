using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Admin;
using TargetAlerts.Web.Alerts;
using TargetAlerts.Web.Api;
using TargetAlerts.Web.Archive;
using TargetAlerts.Web.Data;
using TargetAlerts.Web.Feeds;
using TargetAlerts.Web.Targets;

namespace TargetAlerts.Web;

internal static class WebRegistration
{
    /// <summary>Needs <see cref="SubscribersRegistration.AddSubscribers"/> and an upgraded Database.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddDataProtection().SetApplicationName("targetalerts");
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, FormCookie>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(host => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new FormKeyStore(host.GetRequiredService<Database>())));
        services.AddSingleton<FormGuard>();
        services.AddSingleton<DatabasePulse>().AddSingleton<TargetViews>().AddSingleton<LookUps>().AddSingleton<SetAlertPages>();
        services.AddSingleton<MuteStore>().AddSingleton<MuteWords>().AddSingleton<RecordSearch>().AddSingleton<ManagePages>().AddSingleton<ChangePages>().AddSingleton<MutePages>();
        services.AddSingleton<LinkEnd>().AddSingleton<ManagedAlert>().AddSingleton<ArchiveStore>().AddSingleton<ArchivePages>().AddSingleton<DataPages>();
        services.AddSingleton<FeedEntries>().AddSingleton<TrialDateStore>().AddSingleton<TrialCalendar>().AddSingleton<FeedPages>();
        services.AddAdmin().AddApi();
        // The framework's request log holds whole paths, and ours are secrets (OWASP Logging).
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // It warns that form keys are stored unencrypted; they lie beside the link key, in a file of mode 0600.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }

    private sealed class FormCookie(Links links) : IConfigureOptions<AntiforgeryOptions>
    {
        public void Configure(AntiforgeryOptions options)
        {
            // __Host- binds the cookie to this host over TLS (RFC 6265bis section 4.1.3.2).
            options.Cookie.Name = links.IsHttps ? "__Host-targetalerts-form" : "targetalerts-form";
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = links.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            // The policy of SecurityHeaders says it for every page.
            options.SuppressXFrameOptionsHeader = true;
        }
    }
}
