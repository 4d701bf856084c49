using System.Globalization;
using System.Xml.Linq;

namespace TargetAlerts.Upstreams.Feeds;

internal static class FeedXml
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Rss1 = "http://purl.org/rss/1.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static string Write(FeedPage page) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + (page.Format switch
    {
        FeedFormat.Rdf => new XElement(Rdf + "RDF", new XElement(Rss1 + "channel", Head(Rss1)), page.Entries.Select(RdfItem)),
        FeedFormat.Atom => new XElement(Atom + "feed", new XElement(Atom + "id", "/made-up"), new XElement(Atom + "title", "Made-up news"), Href("alternate", "https://news.example/"), page.Entries.Select(AtomEntry)),
        _ => new XElement("rss", new XAttribute("version", "2.0"), new XElement("channel", Head(XNamespace.None),
            page.Ttl is { } minutes ? new XElement("ttl", minutes.ToString(CultureInfo.InvariantCulture)) : null, page.Entries.Select(RssItem))),
    });

    private static object[] Head(XNamespace space) =>
        [new XElement(space + "title", "Made-up news"), new XElement(space + "link", "https://news.example/"), new XElement(space + "description", "Made up for tests")];

    private static XElement RssItem(FeedEntry entry) => new("item", new XElement("title", entry.Title), Optional("link", entry.Link),
        new XElement("description", entry.Text), Optional("pubDate", entry.Date), entry.Key is null ? null : new XElement("guid", new XAttribute("isPermaLink", "false"), entry.Key));

    private static XElement RdfItem(FeedEntry entry) => new(Rss1 + "item", entry.Key is null ? null : new XAttribute(Rdf + "about", entry.Key),
        new XElement(Rss1 + "title", entry.Title), Optional(Rss1 + "link", entry.Link), new XElement(Rss1 + "description", entry.Text), Optional(Dc + "date", entry.Date));

    private static XElement AtomEntry(FeedEntry entry) => new(Atom + "entry", Optional(Atom + "id", entry.Key), new XElement(Atom + "title", entry.Title),
        entry.Link is { } link ? Href("alternate", link) : null, Optional(Atom + "updated", entry.Date), new XElement(Atom + "content", new XAttribute("type", "html"), entry.Text));

    private static XElement Href(string relation, string address) => new(Atom + "link", new XAttribute("rel", relation), new XAttribute("href", address));

    private static XElement? Optional(XName name, string? value) => value is null ? null : new XElement(name, value);
}
