using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TargetAlerts.Sources.Feeds;

/// <summary>What an element says, in plain words: its text may be HTML that is escaped, in CDATA, or real child elements.</summary>
internal static partial class FeedText
{
    public static string Of(XElement? element, int cap = PlainText.TextLength)
    {
        if (element is null) return "";
        var html = element.HasElements ? string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))) : element.Value;
        html = Unseen().Replace(html, " ");
        // Inline markup may stand inside a word, the rest ends one.
        html = Inline().Replace(html, "");
        html = Tag().Replace(html, " ");
        return PlainText.Clean(WebUtility.HtmlDecode(html), cap);
    }

    [GeneratedRegex(@"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<!\[CDATA\[|\]\]>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"</?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"</?[A-Za-z!][^>]*>")]
    private static partial Regex Tag();
}
