using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Subscribers;

/// <summary>
/// The service's long-lived secret. Each purpose gets a key of its own (HKDF, RFC 5869). After a rotation the newest makes
/// what is new, and what the older ones made is still recognised.
/// </summary>
/// <param name="secret">The newest.</param>
/// <param name="older">Those it took over from.</param>
internal sealed class LinkKey(string secret, params IEnumerable<string> older)
{
    private readonly string[] _secrets = [secret, .. older.Where(one => one != secret).Distinct()];

    /// <summary>To make something with.</summary>
    public byte[] For(string purpose) => Derive(_secrets[0], purpose);

    /// <summary>To recognise something with, newest first.</summary>
    public IReadOnlyList<byte[]> All(string purpose) => [.. _secrets.Select(one => Derive(one, purpose))];

    /// <summary>A new secret: 256 bits, base64url.</summary>
    public static string NewSecret() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] Derive(string secret, string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes("targetalerts/" + purpose));
}
