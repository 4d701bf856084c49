using System.Net;
using System.Net.Sockets;

namespace TargetAlerts.Tests;

/// <summary>A port of this machine that nobody listens on now, for a program that must be told one.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
