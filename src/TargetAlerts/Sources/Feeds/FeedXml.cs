using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Feeds;

/// <summary>
/// Bytes of a feed as XML. Feeds are written by hand and by old machines: the charset is tried in order of trust, and what
/// is not well formed is repaired once (SPEC.md, "Encoding and broken XML"). A body that was cut is not repaired.
/// </summary>
internal static partial class FeedXml
{
    private const int Cap = 5 * 1024 * 1024;

    private const int Depth = 64;

    private static readonly HashSet<string> XmlEntities = ["amp", "lt", "gt", "quot", "apos"];

    /// <param name="charset">As the HTTP header has it; null where it has none.</param>
    /// <exception cref="FormatException">No XML, whatever is tried.</exception>
    public static XElement Read(byte[] body, string? charset)
    {
        if (body.Length == 0) throw new FormatException("the answer is empty");
        if (body.Length > Cap) throw new FormatException($"the feed is larger than {Cap / 1024 / 1024} MiB");
        var text = Decode(body, charset).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (Page().IsMatch(text)) throw new FormatException("the answer is a web page instead of a feed");
        try
        {
            return Load(text);
        }
        catch (XmlException)
        {
            // Repaired below.
        }
        try
        {
            return Load(Repair(text));
        }
        catch (XmlException error)
        {
            throw new FormatException($"the feed is cut or malformed ({PlainText.Shorten(error.Message, 120)})", error);
        }
    }

    private static XElement Load(string text)
    {
        using (var walk = XmlReader.Create(new StringReader(text), BodyForms.Xml))
        {
            while (walk.Read())
            {
                if (walk.Depth > Depth) throw new FormatException($"the feed is deeper than {Depth}");
            }
        }
        using var reader = XmlReader.Create(new StringReader(text), BodyForms.Xml);
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static string Decode(byte[] body, string? charset)
    {
        if (body.AsSpan() is [0xEF, 0xBB, 0xBF, ..]) charset = "utf-8";
        else if (body.AsSpan() is [0xFF, 0xFE, ..]) charset = "utf-16";
        else if (body.AsSpan() is [0xFE, 0xFF, ..]) charset = "utf-16BE";
        var declared = Declared().Match(Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, 400)));
        foreach (var name in new[] { charset, declared.Success ? declared.Groups[1].Value : null, "utf-8", "windows-1252" })
        {
            try
            {
                // A charset that is wrong fails, or gives a text without a single tag.
                if (name is not null && Strict(name) is { } encoding && encoding.GetString(body) is var text && text.Contains('<')) return text;
            }
            catch (DecoderFallbackException)
            {
                // The next one is tried.
            }
        }
        throw new FormatException("the answer is no text");
    }

    private static Encoding? Strict(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name.Trim('"', ' '), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name.Trim('"', ' '), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Repair(string text)
    {
        text = Declaration().Replace(text, "", 1);
        text = Entity().Replace(text, match => XmlEntities.Contains(match.Groups[1].Value) ? match.Value
            : WebUtility.HtmlDecode(match.Value) is var said && said != match.Value ? said : "&amp;" + match.Value[1..]);
        text = Reference().Replace(text, match => WebUtility.HtmlDecode(match.Value) is [var one] && XmlConvert.IsXmlChar(one) || match.Value.Length > 8 ? match.Value : "");
        text = Ampersand().Replace(text, "&amp;");
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)) legal.Append(rune.ToString());
        }
        return Declare(legal.ToString());
    }

    // A prefix nobody declared is declared at the root, as a namespace that means nothing.
    private static string Declare(string text)
    {
        var declared = Declarations().Matches(text).Select(match => match.Groups[1].Value).Append("xml").Append("xmlns").ToHashSet();
        var missing = Prefixes().Matches(text).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value).Where(prefix => !declared.Contains(prefix)).Distinct();
        return Root().Replace(text, match => match.Value + string.Concat(missing.Select(prefix => $" xmlns:{prefix}=\"urn:undeclared:{prefix}\"")), 1);
    }

    [GeneratedRegex(@"^(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Page();

    [GeneratedRegex(@"<\?xml[^>]*?encoding\s*=\s*[""']([\w.:-]+)[""']")]
    private static partial Regex Declared();

    [GeneratedRegex(@"<\?xml\s[^>]*\?>")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"&([A-Za-z][A-Za-z0-9]*);")]
    private static partial Regex Entity();

    [GeneratedRegex(@"&#(?:[0-9]{1,8}|x[0-9A-Fa-f]{1,6});")]
    private static partial Regex Reference();

    [GeneratedRegex(@"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#x[0-9A-Fa-f]+);)")]
    private static partial Regex Ampersand();

    [GeneratedRegex(@"\sxmlns:([A-Za-z_][\w.-]*)\s*=")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*\s*=\s*[""']")]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"<[A-Za-z_][\w.:-]*")]
    private static partial Regex Root();
}
