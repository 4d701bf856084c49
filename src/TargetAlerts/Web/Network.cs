namespace TargetAlerts.Web;

internal static class Network
{
    /// <summary>What limits count: an address of IPv4; of IPv6 its /64, as whoever has one address has all of it.</summary>
    public static string Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes, 0, Math.Min(bytes.Length, 8));
    }
}
