using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TargetAlerts.Web.Admin;

/// <summary>
/// A password as it is kept: PBKDF2-HMAC-SHA-256 with 600,000 rounds (OWASP Password Storage), as
/// "pbkdf2-sha256:ROUNDS:SALT:HASH". No sign in it means anything to a shell or to a compose file.
/// </summary>
internal sealed class AdminPassword
{
    public const int Shortest = 12, Longest = 200;

    private const string Form = "pbkdf2-sha256";
    private const int Rounds = 600_000, MostRounds = 10_000_000, SaltLength = 16, HashLength = 32;

    private readonly int _rounds;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private AdminPassword(int rounds, byte[] salt, byte[] hash) => (_rounds, _salt, _hash) = (rounds, salt, hash);

    /// <summary>Of no password: verified in place of an unknown name's, so that both take as long.</summary>
    public static AdminPassword Nobodys { get; } = new(Rounds, RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(HashLength));

    public static string Keep(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return string.Create(CultureInfo.InvariantCulture, $"{Form}:{Rounds}:{Base64Url.EncodeToString(salt)}:{Base64Url.EncodeToString(Derive(password, salt, Rounds))}");
    }

    /// <summary>Null for what <see cref="Keep"/> does not write, and for fewer rounds.</summary>
    public static AdminPassword? Parse(string text)
    {
        if (text.Trim().Split(':') is not [Form, var rounds, var salt, var hash]) return null;
        if (!int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < Rounds or > MostRounds) return null;
        return Bytes(salt) is { Length: SaltLength } salted && Bytes(hash) is { Length: HashLength } hashed ? new(count, salted, hashed) : null;
    }

    public bool Is(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _rounds), _hash);

    // One spelling of each letter, whatever the keyboard sent.
    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)), salt, rounds, HashAlgorithmName.SHA256, HashLength);

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
