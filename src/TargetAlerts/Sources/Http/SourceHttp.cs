using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;
using TargetAlerts.Settings;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// The one pipeline of all sources: tries with jittered pauses → a slot of the pace → one attempt with a time-out that
/// covers the body → the body read whole. Proxies and private authorities come from the standard environment variables.
/// </summary>
internal static class SourceHttp
{
    /// <summary>Registers a source with its client. Adding a source costs this one call.</summary>
    public static IServiceCollection AddSource<TSource>(this IServiceCollection services, SourceName name, string baseUrl, double requestsPerSecond, double? withKey = null)
        where TSource : class, ITargetSource => services
        .AddLookup(name, baseUrl, requestsPerSecond, withKey)
        .AddSingleton<ITargetSource>(provider => ActivatorUtilities.CreateInstance<TSource>(provider, provider.GetRequiredKeyedService<SourceClient>(name.Value)));

    /// <summary>Registers the client of a service that is only asked who is who; it has the same settings, pace and identification as a source.</summary>
    public static IServiceCollection AddLookup(this IServiceCollection services, SourceName name, string baseUrl, double requestsPerSecond, double? withKey = null)
    {
        SourceAccess Access(IServiceProvider provider) =>
            SourceAccess.From(name, provider.GetRequiredService<ServiceOptions>(), baseUrl, requestsPerSecond, withKey);

        services.AddHttpClient(name.Value, (provider, http) => Identify(http, Access(provider)))
            // Addresses carry keys; nothing of them is to reach a log.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.All,
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddResilienceHandler("tries", (pipeline, context) => Tries(pipeline, Access(context.ServiceProvider), context.ServiceProvider)).Services
            .AddHttpClient(name.Value)
            .AddHttpMessageHandler(provider => new PacingHandler(provider.GetRequiredService<IPace>(), Access(provider), provider.GetRequiredService<TimeProvider>()))
            .AddResilienceHandler("attempt", (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline.AddTimeout(new TimeoutStrategyOptions { Timeout = Access(context.ServiceProvider).Options.Timeout });
            }).Services
            .AddHttpClient(name.Value)
            .AddHttpMessageHandler(() => new BodyHandler());

        return services
            .AddSingleton(new SourceAddress(name, baseUrl))
            .AddKeyedSingleton(name.Value, (provider, _) => new SourceClient(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(name.Value), Access(provider),
                provider.GetRequiredService<IPace>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The instant a source asks to wait for (RFC 9110 section 10.2.3); null when it asks for nothing.</summary>
    public static DateTimeOffset? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => time.GetUtcNow() + delta,
        { Date: { } date } => date,
        _ => null,
    };

    private static void Identify(HttpClient http, SourceAccess access)
    {
        http.BaseAddress = access.BaseUrl;
        http.Timeout = Timeout.InfiniteTimeSpan;
        var version = typeof(SourceHttp).Assembly.GetName().Version!.ToString(3);
        var contact = access.Contact is null ? "" : $" (+mailto:{access.Contact})";
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"TargetAlerts/{version}{contact}");
        if (access.Contact is not null) http.DefaultRequestHeaders.TryAddWithoutValidation("From", access.Contact);
    }

    private static void Tries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, SourceAccess access, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        pipeline.TimeProvider = time;
        if (access.Options.Retries == 0) return;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = access.Options.Retries,
            Delay = access.Options.RetryDelay,
            MaxDelay = TimeSpan.FromMinutes(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            // A Retry-After within the run is waited for by the strategy itself; a longer one ends the run and is kept.
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                // Refused by ourselves: it would be again.
                { Exception: HttpRequestException { InnerException: SourceUnavailableException } } => false,
                { Exception: TimeoutRejectedException or HttpRequestException or IOException } => true,
                { Result: { } response } => Passing(response.StatusCode)
                    && (RetryAfter(response, time) is not { } until || until - time.GetUtcNow() <= SourceAccess.Patience),
                _ => false,
            }),
        });
    }

    private static bool Passing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
}
