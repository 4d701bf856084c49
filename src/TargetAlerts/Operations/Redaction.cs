using System.Text;
using System.Text.RegularExpressions;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;

namespace TargetAlerts.Operations;

/// <summary>
/// The last gate before a text leaves as log or trace (OWASP Logging): configured secrets and link tokens are taken out,
/// addresses masked. Who writes a message leaves them out already; a library at trace level does not know them.
/// </summary>
internal sealed partial class Redaction
{
    private const string Hidden = "(secret)";

    private readonly string[] _secrets;

    public Redaction(ServiceOptions options)
    {
        var mail = options.Mail;
        var given = new[] { mail.UserName, mail.Password, mail.Dkim.Key, mail.Bounces.Imap.UserName, mail.Bounces.Imap.Password, options.Web.LinkKey, options.Storage.Password, Password(options.Storage) }
            .Concat(options.Sources.Values.Select(source => source.ApiKey)).Concat(options.Web.OldLinkKeys.Values).Concat(options.Web.Admin.Values)
            .Where(secret => secret is { Length: > 3 }).Select(secret => secret!).ToList();
        // As a login is said to a relay (RFC 4616, and AUTH LOGIN), and as a key stands in a query.
        if (mail.UserName is not null && mail.Password is not null) given.Add(Base64($"\0{mail.UserName}\0{mail.Password}"));
        _secrets = [.. given.SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), Base64(secret) }).Distinct().OrderByDescending(secret => secret.Length)];
    }

    public string Clean(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        return MailAddress.MaskAll(Token().Replace(text, "…"));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Password(StorageOptions storage) =>
        storage.Provider != StorageProvider.Postgres ? null
        : storage.Parts() is not { } parts ? storage.ConnectionString
        : StorageOptions.PasswordKeys.Select(key => parts.TryGetValue(key, out var value) ? value as string : null).FirstOrDefault(value => value is not null);

    // A link's token, after its route or alone: version and purpose 1 to 6, then at least the 41 bytes that each has (LinkTokens).
    [GeneratedRegex(@"(?<=/a/)[^/\s?""'<>]+|\bAQ[E-Z][A-Za-z0-9_-]{53,}")]
    private static partial Regex Token();
}
