using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Subscribers;

internal enum LinkPurpose : byte
{
    Confirm = 1,
    Manage = 2,
    Unsubscribe = 3,

    /// <summary>Reading one digest whole; the id is the digest's.</summary>
    Digest = 4,

    /// <summary>Muting what a digest told, and undoing it.</summary>
    Mute = 5,

    /// <summary>The feeds of an alert; ends with it.</summary>
    Feed = 6,
}

/// <summary>
/// What a link carries: version, purpose, expiry and alert, and their HMAC-SHA-256 (RFC 2104), base64url (RFC 4648).
/// Needs no row, so it is checked before the database is asked. The newest key signs; older ones still verify.
/// </summary>
internal sealed class LinkTokens
{
    private const byte Version = 1;
    private const int HeadLength = 2 + sizeof(long);
    private const int LongestId = 64;

    private readonly TimeProvider _time;
    private readonly IReadOnlyList<byte[]> _keys;

    public LinkTokens(LinkKey key, TimeProvider time)
    {
        _time = time;
        _keys = key.All($"link/{Version}");
    }

    public string New(LinkPurpose purpose, string alertId)
    {
        var id = Encoding.UTF8.GetBytes(alertId);
        if (id.Length is 0 or > LongestId) throw new ArgumentException("An alert's id has 1 to 64 bytes.", nameof(alertId));
        var token = new byte[HeadLength + id.Length + HMACSHA256.HashSizeInBytes];
        (token[0], token[1]) = (Version, (byte)purpose);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(2), Expiry(purpose));
        id.CopyTo(token, HeadLength);
        var signed = token.AsSpan(0, HeadLength + id.Length);
        HMACSHA256.HashData(_keys[0], signed, token.AsSpan(signed.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The alert the token was made for; null when it is forged, expired, or made for another purpose.</summary>
    public string? AlertOf(LinkPurpose purpose, string text) => Read(text) is { } token && token.Purpose == purpose ? token.Alert : null;

    /// <summary>From when on the token is no longer good; null where that is never, or now.</summary>
    public DateTimeOffset? EndOf(string text) => Read(text) is { Expiry: not 0 } token ? DateTimeOffset.FromUnixTimeSeconds(token.Expiry) : null;

    private (LinkPurpose Purpose, long Expiry, string Alert)? Read(string text)
    {
        var token = new byte[HeadLength + LongestId + HMACSHA256.HashSizeInBytes];
        if (text.Length > Base64Url.GetEncodedLength(token.Length)) return null;
        // Asked first, as TryDecodeFromChars throws on what is not base64url.
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, token, out var length)) return null;
        var signedLength = length - HMACSHA256.HashSizeInBytes;
        if (signedLength <= HeadLength) return null;
        // One spelling only: the decoder passes over stray bits in the last sign and over white space.
        if (Base64Url.EncodeToString(token.AsSpan(0, length)) != text) return null;
        var signed = token.AsSpan(0, signedLength);
        if (!IsSigned(signed, token.AsSpan(signedLength, HMACSHA256.HashSizeInBytes))) return null;
        if (signed[0] != Version) return null;
        var expiry = BinaryPrimitives.ReadInt64BigEndian(signed[2..]);
        if (expiry != 0 && expiry <= _time.GetUtcNow().ToUnixTimeSeconds()) return null;
        return ((LinkPurpose)signed[1], expiry, Encoding.UTF8.GetString(signed[HeadLength..]));
    }

    private bool IsSigned(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var found = false;
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, signed, expected);
            found |= CryptographicOperations.FixedTimeEquals(expected, mac);
        }
        return found;
    }

    // An unsubscribe link must work in the oldest mail (RFC 8058); it ends with the alert's row, not with a date.
    private long Expiry(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Confirm => _time.GetUtcNow().AddHours(72).ToUnixTimeSeconds(),
        LinkPurpose.Manage => _time.GetUtcNow().AddHours(24).ToUnixTimeSeconds(),
        _ => 0,
    };
}
