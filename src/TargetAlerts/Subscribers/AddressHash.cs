using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Subscribers;

/// <summary>An address where it must be recognised but not readable: limits and suppressions (GDPR Art. 17, data minimisation).</summary>
internal sealed class AddressHash(LinkKey key)
{
    private const string Purpose = "address/1";

    /// <summary>To keep.</summary>
    public string Of(string address) => Of(key.For(Purpose), address);

    /// <summary>To look for: what was kept before a rotation of the key, too.</summary>
    public string[] AllOf(string address) => [.. key.All(Purpose).Select(one => Of(one, address))];

    internal static string Of(byte[] key, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
}
