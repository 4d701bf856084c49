using System.Globalization;
using TargetAlerts.Settings;
using TargetAlerts.Sources;

namespace TargetAlerts.Subscribers;

/// <summary>
/// One addr-spec that any relay takes: dot-atom local part in ASCII, a domain of A-labels with at least one dot
/// (RFC 5321 section 4.1.2 without its quoted strings, source routes and address literals; limits of 4.5.3.1).
/// </summary>
internal sealed record EmailAddress
{
    private const string AtomSigns = "!#$%&'*+-/=?^_`{|}~.";

    // Only to look at names; STD3 keeps labels to letters, digits and hyphens (RFC 5891).
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>As typed: its case may matter to the receiving host (RFC 5321 section 2.4).</summary>
    public string Local { get; }

    /// <summary>Lower-case, A-labels.</summary>
    public string Domain { get; }

    /// <summary>What makes two addresses the same subscriber: nobody runs two mailboxes that differ in case.</summary>
    public string Key => ToString().ToLowerInvariant();

    public override string ToString() => $"{Local}@{Domain}";

    /// <exception cref="UsageException">Says why the text is refused.</exception>
    public static EmailAddress Parse(string text)
    {
        var shape = ShapeFault(text);
        if (shape is not null) throw Refused(text, shape);
        var at = text.IndexOf('@');
        var (local, domain) = (text[..at], Ascii(text[(at + 1)..]));
        var fault = LocalFault(local) ?? DomainFault(domain);
        if (fault is null && local.Length + 1 + domain!.Length > 254) fault = "it is longer than 254 characters";
        return fault is null ? new EmailAddress(local, domain!) : throw Refused(text, fault);
    }

    /// <summary>For logs: enough to recognise one's own address, not enough to write to it.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "***" : $"{address[0]}***{address[at..]}";
    }

    private static string? ShapeFault(string text)
    {
        if (text.Length == 0) return "it is empty";
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return "it has a space or a control character";
        if (text.Contains('"')) return "quoted local parts are not supported";
        if (text.Any("()".Contains)) return "comments are not supported";
        if (text.Any("<>,;:\\".Contains)) return "it must be one bare address, such as name@example.org";
        return text.Count(c => c == '@') == 1 ? null : "it must have exactly one @";
    }

    private static string? LocalFault(string local)
    {
        if (local.Length == 0) return "nothing stands before the @";
        if (local.Length > 64) return "more than 64 characters stand before the @";
        // RFC 6531 would carry it, but only over relays that offer SMTPUTF8 all the way.
        if (!local.All(char.IsAscii)) return "only ASCII characters may stand before the @";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return "a dot stands at an edge or beside another before the @";
        return local.All(c => char.IsAsciiLetterOrDigit(c) || AtomSigns.Contains(c)) ? null : "a character before the @ is not allowed";
    }

    private static string? DomainFault(string? domain)
    {
        if (domain is null) return "its domain is not a valid name";
        var labels = domain.Split('.');
        if (labels.Length < 2) return "its domain needs a dot, as in example.org";
        if (domain.Length > 253 || !labels.All(IsLabel)) return "its domain is not a valid name";
        return labels[^1].All(char.IsAsciiDigit) ? "its domain must be a name, not a number" : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string? Ascii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            // A-labels typed as such are checked too: what does not decode is a fake (RFC 5891 section 5.4).
            if (ascii.Contains("xn--", StringComparison.Ordinal)) _ = Idn.GetUnicode(ascii);
            return ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static UsageException Refused(string text, string why) =>
        new($"The address \"{PlainText.Clean(text, 80)}\" cannot be used: {why}.");
}
