using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using TargetAlerts.Settings;
using IPNetwork = System.Net.IPNetwork;

namespace TargetAlerts.Web;

/// <summary>
/// Where a request came from: what the configured proxies say of it, and from anybody else the connection alone, as the
/// header is whatever the asker wrote.
/// </summary>
internal static partial class Proxies
{
    /// <summary>Addresses and networks separated by commas; null for what is none.</summary>
    public static IReadOnlyList<IPNetwork>? Read(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address)) networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else return null;
        }
        return networks;
    }

    public static void Use(WebApplication app)
    {
        var known = Read(app.Services.GetRequiredService<WebOptions>().Proxies)!;
        if (known.Count == 0)
        {
            UseNone(app);
            return;
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in known) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    // Limits by network would take all readers behind an unnamed proxy for one.
    private static void UseNone(WebApplication app)
    {
        var said = 0;
        app.Use((http, next) =>
        {
            if (http.Request.Headers.ContainsKey("X-Forwarded-For") && Interlocked.Exchange(ref said, 1) == 0) Log.UnknownProxy(app.Logger, http.Connection.RemoteIpAddress);
            return next(http);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request with X-Forwarded-For came from {Address}. If that is your proxy, name it in Web:Proxies; until then all readers behind it count as one for the limits.")]
        public static partial void UnknownProxy(ILogger logger, IPAddress? address);
    }
}
