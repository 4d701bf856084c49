using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>What every answer carries (OWASP Secure Headers), set when it starts so that nothing written later weakens it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, Links links)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        // Behind a proxy that ends TLS the request looks like http; what readers use is the configured address.
        if (links.IsHttps) http.Request.Scheme = Uri.UriSchemeHttps;
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = PolicyOf(http.GetEndpoint()?.Metadata);
            // With no-referrer browsers send "Origin: null", and every form fails.
            headers["Referrer-Policy"] = "same-origin";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            if (http.GetEndpoint()?.Metadata.GetMetadata<Cacheable>() is null) headers.CacheControl = "no-store";
            // Never over plain http (RFC 6797 section 7.2).
            if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static string PolicyOf(EndpointMetadataCollection? page) =>
        page?.GetMetadata<StyledInline>() is not null ? Policy.Replace("style-src 'self'", "style-src 'unsafe-inline'", StringComparison.Ordinal)
        : page?.GetMetadata<Scripted>() is not null ? Policy + "; script-src 'self'"
        : Policy;

    /// <summary>Marks the page that shows a mail as it was sent: its styles are inline, its texts encoded when it was made.</summary>
    internal sealed class StyledInline;

    /// <summary>Marks a page that has a script of ours; no other page may run any.</summary>
    internal sealed class Scripted;

    /// <summary>Marks an endpoint whose answer may be kept by who asked and sets its own Cache-Control.</summary>
    internal sealed class Cacheable;
}
