using TargetAlerts.Settings;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Feeds;

internal static class FeedsRegistration
{
    /// <summary>The one source whose addresses people give: what it connects to is looked at when it connects.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services
        .AddSource<FeedsSource>(FeedsSource.SourceName, FeedsSource.PublicUrl, requestsPerSecond: 1)
        .AddHttpClient(FeedsSource.SourceName.Value)
        .ConfigurePrimaryHttpMessageHandler((handler, provider) =>
        {
            var options = provider.GetRequiredService<ServiceOptions>().Sources.GetValueOrDefault(FeedsSource.SourceName.Value) ?? new SourceOptions();
            if (handler is SocketsHttpHandler sockets) sockets.ConnectCallback = new AddressGuard(options.AllowPrivateAddresses).ConnectAsync;
        }).Services;
}
