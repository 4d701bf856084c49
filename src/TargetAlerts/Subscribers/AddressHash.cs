using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Subscribers;

/// <summary>An address where it must be recognised but not readable: limits and suppressions (GDPR Art. 17, data minimisation).</summary>
internal sealed class AddressHash(LinkKey key)
{
    private readonly byte[] _key = key.For("address/1");

    public string Of(string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
}
