using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Subscribers;

/// <summary>The service's one long-lived secret. Each purpose gets a key of its own (HKDF, RFC 5869).</summary>
internal sealed class LinkKey(string secret)
{
    public byte[] For(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes("targetalerts/" + purpose));

    /// <summary>A new secret: 256 bits, base64url.</summary>
    public static string NewSecret() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
