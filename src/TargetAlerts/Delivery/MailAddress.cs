using System.Text.RegularExpressions;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>Addresses as they may stand in a command, in a log and in the suppression list.</summary>
internal static partial class MailAddress
{
    private const string Suppression = "suppression";

    /// <summary>The last gate before an address goes into a header or after RCPT TO: a line break or a bracket there would be a command of its own.</summary>
    public static string Demand(string address) => address.Length <= 254 && AddrSpec().IsMatch(address)
        ? address
        : throw new ArgumentException("Not one plain ASCII address: " + Mask(address), nameof(address));

    /// <summary>j…@example.org</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "…" : address[0] + "…@" + PlainDomain().Match(address[(at + 1)..]).Value;
    }

    /// <summary>A relay's words quote addresses and envelope tokens; neither may reach a log.</summary>
    public static string MaskAll(string text) => AnyAddress().Replace(text, found => Mask(found.Value));

    public static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>What stays of an address after it was erased.</summary>
    public static string SuppressionHash(LinkKey key, string address) => AddressHash.Of(key.For(Suppression), address);

    /// <summary>To look for: what stayed before a rotation of the key, too.</summary>
    public static string[] SuppressionHashes(LinkKey key, string address) => [.. key.All(Suppression).Select(one => AddressHash.Of(one, address))];

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*(?<=\A.{1,64})@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex AddrSpec();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]*")]
    private static partial Regex PlainDomain();

    [GeneratedRegex(@"[^\s<>@:,;()""]+@[A-Za-z0-9.-]+")]
    private static partial Regex AnyAddress();
}
