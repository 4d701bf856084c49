using System.Xml.Linq;

namespace TargetAlerts.Sources.Feeds;

/// <summary>One entry of a feed, as far as it could be read.</summary>
/// <param name="Key">What the feed itself calls it: guid, id, about, else its link, else its title and day.</param>
internal sealed record FeedItem(string Key, string Title, string Text, Uri? Link, DateOnly? Date, string Author);

/// <summary>A feed: RSS 0.9x and 2.0, RSS 0.90 and 1.0 (RDF), Atom. Read by local names, whatever the namespaces (SPEC.md, "Formats to accept").</summary>
internal sealed record FeedDocument(Uri? Link, TimeSpan? Ttl, IReadOnlyList<FeedItem> Items)
{
    private const int Most = 1000;

    // Their title and link are those of a picture or an episode, not of the item.
    private static readonly string[] Foreign = ["search.yahoo.com/mrss", "itunes", "podcast", "googleplay"];

    /// <exception cref="FormatException">Not a feed.</exception>
    public static FeedDocument Parse(byte[] body, string? charset, Uri address)
    {
        var root = FeedXml.Read(body, charset);
        var channels = root.Elements().Where(element => Is(element, "channel")).ToList();
        List<XElement> items = root.Name.LocalName.ToLowerInvariant() switch
        {
            "rss" when channels.Count > 0 => [.. channels.Elements().Where(element => Is(element, "item")), .. root.Elements().Where(element => Is(element, "item"))],
            "rdf" when channels.Count > 0 || root.Elements().Any(element => Is(element, "item")) => [.. root.Descendants().Where(element => Is(element, "item"))],
            "feed" when root.Elements().Any(element => Is(element, "id") || Is(element, "title") || Is(element, "entry")) => [.. root.Elements().Where(element => Is(element, "entry"))],
            var other => throw new FormatException($"the answer is not a feed (<{PlainText.Clean(other, 40)}>)"),
        };
        var head = channels.FirstOrDefault() ?? root;
        var link = LinkOf(head, address);
        var read = items.Take(Most).Select(item => Item(item, link ?? address)).Where(item => item.Title.Length > 0).ToList();
        // A guid that is the same for several items names none of them.
        var shared = read.GroupBy(item => item.Key).Where(group => group.DistinctBy(item => item.Title).Count() > 1).Select(group => group.Key).ToHashSet();
        return new(link, TtlOf(head), [.. read.Select(item => shared.Contains(item.Key) ? item with { Key = $"{item.Key} {Second(item)}" } : item).DistinctBy(item => item.Key)]);
    }

    private static FeedItem Item(XElement item, Uri page)
    {
        var link = LinkOf(item, page);
        var guid = Child(item, "guid", "id");
        if (link is null && guid?.Attribute("isPermaLink")?.Value != "false") link = Absolute(guid?.Value);
        var date = FeedDates.Of(Child(item, "published", "pubdate", "date", "issued", "created")) ?? FeedDates.Of(Child(item, "updated", "modified"));
        var text = FeedText.Of(Child(item, "encoded", "content", "description", "summary"));
        var title = FeedText.Of(Child(item, "title"), PlainText.TitleLength);
        if (title.Length == 0) title = text.Length > 0 ? PlainText.Shorten(text, 120) : link is null ? "" : FeedLinks.Bare(link);
        var about = item.Attributes().FirstOrDefault(one => one.Name.LocalName == "about")?.Value;
        var named = new[] { guid?.Value, about }.Select(said => said?.Trim()).FirstOrDefault(said => !string.IsNullOrEmpty(said));
        var key = named is not null ? (Absolute(named) is { } permalink ? FeedLinks.Bare(permalink) : named)
            : link is not null && link != page ? FeedLinks.Bare(link) : $"{PlainText.Bare(title)} {date:yyyy-MM-dd}";
        var author = Child(item, "creator", "author");
        return new(key, title, text, link, date, FeedText.Of(author?.Elements().FirstOrDefault(element => Is(element, "name")) ?? author, 200));
    }

    private static string Second(FeedItem item) => item.Link is { } link ? FeedLinks.Bare(link) : PlainText.Bare(item.Title);

    private static Uri? LinkOf(XElement element, Uri page)
    {
        var links = element.Elements().Where(child => Is(child, "link") && !IsForeign(child)).ToList();
        var said = links.FirstOrDefault(link => link.Attribute("href") is null && !string.IsNullOrWhiteSpace(link.Value));
        if (said is not null) return FeedLinks.Resolve(said.Value, said, page);
        var own = links.Where(link => link.Attribute("href") is not null && link.Attribute("rel")?.Value is null or "alternate")
            .OrderByDescending(link => link.Attribute("type")?.Value.Contains("html", StringComparison.Ordinal) ?? false).FirstOrDefault(link => link.Attribute("href") is not null);
        return own is null ? null : FeedLinks.Resolve(own.Attribute("href")!.Value, own, page);
    }

    // Names in order of preference; for one name the element of the item's own namespace first.
    private static XElement? Child(XElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var found = item.Elements().Where(child => Is(child, name) && !IsForeign(child) && (child.HasElements || child.Value.Trim().Length > 0))
                .OrderByDescending(child => child.Name.Namespace == item.Name.Namespace).FirstOrDefault();
            if (found is not null) return found;
        }
        return null;
    }

    private static TimeSpan? TtlOf(XElement head) =>
        int.TryParse(Child(head, "ttl")?.Value, out var minutes) && minutes is > 0 and < 100_000 ? TimeSpan.FromMinutes(minutes) : null;

    private static Uri? Absolute(string? text) => Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? link : null;

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsForeign(XElement element) => Foreign.Any(word => element.Name.NamespaceName.Contains(word, StringComparison.OrdinalIgnoreCase));
}
