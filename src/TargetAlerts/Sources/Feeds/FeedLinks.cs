using System.Xml.Linq;

namespace TargetAlerts.Sources.Feeds;

/// <summary>Addresses in a feed: relative, padded, tracked, and never to be trusted further than their shape.</summary>
internal static class FeedLinks
{
    private static readonly string[] Tracking = ["utm_", "wt_mc", "fbclid", "gclid", "mc_cid", "mc_eid"];

    /// <summary>Against xml:base of the element or those around it, else against the page given.</summary>
    public static Uri? Resolve(string? text, XElement element, Uri otherwise)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var around = element.AncestorsAndSelf().Select(one => one.Attribute(XNamespace.Xml + "base")?.Value.Trim()).FirstOrDefault(said => said is not null);
        var page = Uri.TryCreate(otherwise, around ?? "", out var based) ? based : otherwise;
        return Uri.TryCreate(page, text.Trim(), out var link) && link.Scheme is "http" or "https" ? link : null;
    }

    /// <summary>The address as a reader may follow it: https, of a named host, without credentials; null for any other.</summary>
    public static string? Safe(Uri? link) =>
        link is { IsDefaultPort: true, UserInfo: "", HostNameType: UriHostNameType.Dns } && link.Host.Contains('.') && link.AbsoluteUri.Length <= 2000
            ? new UriBuilder(link) { Scheme = "https", Port = -1 }.Uri.AbsoluteUri : null;

    /// <summary>What stays the same when a site goes from http to https, drops www. or counts its visitors.</summary>
    public static string Bare(Uri link)
    {
        var query = link.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !Tracking.Any(word => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        return $"{Host(link)}{link.AbsolutePath.TrimEnd('/')}?{string.Join('&', query)}".TrimEnd('?');
    }

    public static string Host(Uri link) => link.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? link.Host[4..] : link.Host;
}
