using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Feeds;

/// <summary>A host of feeds: conditional GET, redirects, feeds that are gone.</summary>
internal sealed class FeedsStandIn(FeedModel model) : IStandIn
{
    private const string Html = "text/html; charset=UTF-8";

    public UpstreamSource Source => UpstreamSource.Feeds;

    public string Prefix => "/feeds/";

    public string Endpoint(string rest) => "feed";

    public Answer Answer(Ask ask)
    {
        if (ask.Method != "GET")
            return new Answer(405, Html, "<html><body>Method Not Allowed</body></html>");
        if (model.Find(ask.Rest) is not var (page, changed))
            return new Answer(404, Html, "<html><body>Not Found</body></html>");
        if (page.Gone)
            return new Answer(410, Html, "<html><body>Gone</body></html>");
        if (page.MovedTo is { } moved)
            return new Answer(301, Html, "") { Location = moved };
        return ask.Fault switch
        {
            FaultKind.ErrorObject => new Answer(200, "application/xml", "<?xml version=\"1.0\"?><error><code>500</code><message>stand-in fault</message></error>"),
            FaultKind.MissingElement => new Answer(200, "application/rss+xml", "<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>"),
            FaultKind.EmptyTotal => Whole(page with { Entries = [] }, changed, null),
            FaultKind.MissingRecords => Whole(page with { Entries = [.. page.Entries.Take(page.Entries.Count / 2)] }, changed, null),
            null => Whole(page, changed, ask.Header),
            _ => Whole(page, changed, null),
        };
    }

    private static Answer Whole(FeedPage page, DateTimeOffset changed, Func<string, string?>? header)
    {
        var body = page.Raw ?? FeedXml.Write(page);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8))}\"";
        var modified = changed.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string> { ["ETag"] = tag, ["Last-Modified"] = modified };
        if (page.Conditional && header?.Invoke("If-None-Match") == tag)
            return new Answer(304, "application/rss+xml", "") { Headers = headers };
        return new Answer(200, page.Format == FeedFormat.Atom ? "application/atom+xml; charset=utf-8" : "text/xml", body) { Headers = headers };
    }
}
