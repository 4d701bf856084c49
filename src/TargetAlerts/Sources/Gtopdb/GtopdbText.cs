using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TargetAlerts.Sources.Gtopdb;

/// <summary>The Guide's texts carry HTML: "5-HT&lt;sub&gt;1A&lt;/sub&gt;", "&amp;plusmn;".</summary>
internal static partial class GtopdbText
{
    public static string Plain(string text) => PlainText.Clean(WebUtility.HtmlDecode(Tag().Replace(text, "")));

    public static bool Flag(JsonElement element) => element.ValueKind == JsonValueKind.True || element.ValueKind == JsonValueKind.String && element.GetString() is "true" or "yes" or "Yes";

    [GeneratedRegex("</?(sub|sup|i|b|em|strong|small|br|span)( [^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
