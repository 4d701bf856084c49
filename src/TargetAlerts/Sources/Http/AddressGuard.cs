using System.Net;
using System.Net.Sockets;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// Keeps addresses that people give from leading into the network around this service (OWASP SSRF): https on its own port,
/// no credentials, and the address really connected to is a public one. What a name resolves to is looked at when it is
/// connected to, so that it cannot become another between the look and the connection.
/// </summary>
internal sealed class AddressGuard(bool allowPrivate)
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // A cloud's metadata service with a public number.
            "168.63.129.16/32",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Null when the address may be asked, as far as it shows by itself.</summary>
    public string? Fault(Uri address)
    {
        if (address.Scheme is not ("http" or "https")) return "it is neither http nor https";
        if (address.UserInfo.Length > 0) return "it holds a name or a password";
        if (allowPrivate) return null;
        if (address.Scheme != "https") return "it is not https";
        if (!address.IsDefaultPort) return "its port is not 443";
        return IPAddress.TryParse(address.IdnHost, out var number) && !IsPublic(number) ? Private(address.Host) : null;
    }

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !Closed.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. A proxy is the admin's own choice and resolves the name itself.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var request = context.InitialRequestMessage;
        // For https the handler itself asks the proxy for a tunnel; for http it sends the proxy the request.
        var proxied = request.Method == HttpMethod.Connect || (request.RequestUri is { } address && HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy != address);
        if (!allowPrivate && !proxied) addresses = [.. addresses.Where(IsPublic)];
        if (addresses.Length == 0) throw new SourceUnavailableException($"its address is not asked: {Private(host)}");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Private(string host) => $"{host} is an address of a private network (Sources:feeds:AllowPrivateAddresses)";
}
