using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Found = System.Text.RegularExpressions.Match;

namespace TargetAlerts.Sources;

/// <summary>
/// Plain text of what publishers deposit with HTML or JATS in it, sometimes escaped twice. Only tags that exist are taken
/// out, so that "P&lt;0.001" and "a &lt; b" stay what they are.
/// </summary>
internal static partial class Markup
{
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bold", "em", "ext-link", "font", "i", "italic", "monospace", "named-content", "overline", "roman", "sc", "scp", "small", "span", "strike",
        "strong", "styled-content", "sub", "sup", "tt", "u", "underline", "xref",
    };

    private static readonly HashSet<string> Block = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "disp-formula", "div", "h1", "h2", "h3", "h4", "h5", "h6", "inline-formula", "label", "li", "list", "list-item", "math", "ol", "p", "sec", "section", "table", "td", "title", "tr", "ul",
    };

    public static string Plain(string? text, int cap = PlainText.TextLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        for (var layer = 0; layer < 3 && (text.Contains('<') || text.Contains('&')); layer++)
        {
            var before = text;
            text = WebUtility.HtmlDecode(Stripped(text));
            if (text == before) break;
        }
        return PlainText.Clean(text, cap);
    }

    private static string Stripped(string text)
    {
        if (!text.Contains('<')) return text;
        var plain = new StringBuilder(text.Length);
        var end = 0;
        foreach (Found tag in Tag().Matches(text))
        {
            var name = tag.Groups["name"].Value;
            var block = Block.Contains(name) || name.StartsWith("mml:", StringComparison.OrdinalIgnoreCase);
            if (!block && !Inline.Contains(name)) continue;
            plain.Append(text, end, tag.Index - end);
            if (block) plain.Append(' ');
            end = tag.Index + tag.Length;
        }
        return plain.Append(text, end, text.Length - end).ToString();
    }

    [GeneratedRegex("""</?(?:jats:)?(?<name>[A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?/?>""")]
    private static partial Regex Tag();
}
