using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers.Configured;

namespace TargetAlerts.Subscribers;

internal static class SubscribersRegistration
{
    /// <summary>
    /// Needs of the host: Database, WebOptions, TimeProvider, IKnownNames, IConfirmationOutbox,
    /// IOwnerNotices and LinkKey.
    /// </summary>
    public static IServiceCollection AddSubscribers(this IServiceCollection services) => services
        .AddSingleton<LinkTokens>()
        .AddSingleton(host => new Links(host.GetRequiredService<WebOptions>(), host.GetRequiredService<LinkTokens>()))
        .AddSingleton<AddressHash>()
        .AddSingleton<AlertStore>()
        .AddSingleton<AlertLife>()
        .AddSingleton<LinkMailer>()
        .AddSingleton<AlertDesk>()
        .AddSingleton<ConfiguredAlerts>()
        .AddSingleton<MuteDesk>()
        .AddSingleton<AlertMove>()
        .AddSingleton<SignUps>().AddSingleton<SignUpLimits>()
        .AddSingleton<ErasureStore>().AddSingleton<Erasure>()
        .AddSingleton<ExportStore>().AddSingleton<SubscriberExport>();
}
