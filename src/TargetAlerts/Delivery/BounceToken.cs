using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Delivery;

/// <summary>
/// The envelope sender of a message: bounce+id·mac. The same on every attempt, since greylisters key on it (RFC 6647);
/// what comes back to it is believed only when the MAC verifies.
/// </summary>
internal sealed class BounceToken(LinkKey key)
{
    private const string Prefix = "bounce+", Purpose = "bounce";
    private const int Part = 26;

    // 7 + 26 + 26 characters: within the 64 of a local part (RFC 5321 section 4.5.3.1.1).
    public string LocalPart(string id) => id.Length == Part
        ? Prefix + id + Mac(key.For(Purpose), id)
        : throw new ArgumentException("A message id is 26 characters long; take it from OutgoingMail.NewId().", nameof(id));

    public bool TryRead(string localPart, [NotNullWhen(true)] out string? id)
    {
        id = null;
        var text = localPart.ToLowerInvariant();
        if (text.Length != Prefix.Length + 2 * Part || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var claimed = text.Substring(Prefix.Length, Part);
        var mac = Encoding.UTF8.GetBytes(text[(Prefix.Length + Part)..]);
        if (!key.All(Purpose).Any(one => CryptographicOperations.FixedTimeEquals(mac, Encoding.UTF8.GetBytes(Mac(one, claimed))))) return false;
        id = claimed;
        return true;
    }

    private static string Mac(byte[] key, string id) =>
        Base32.Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
