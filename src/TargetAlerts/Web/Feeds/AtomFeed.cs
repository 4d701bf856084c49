using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace TargetAlerts.Web.Feeds;

/// <summary>What a feed says of itself.</summary>
/// <param name="Self">Its own address.</param>
/// <param name="Home">The page it belongs to.</param>
internal sealed record FeedHead(string Urn, string Title, string Self, string Home, DateTimeOffset Updated);

/// <summary>RFC 4287.</summary>
internal static class AtomFeed
{
    public const string Type = "application/atom+xml; charset=utf-8";

    public static byte[] Write(FeedHead head, IReadOnlyList<FeedEntry> entries)
    {
        var feed = new SyndicationFeed
        {
            Id = head.Urn,
            Title = new TextSyndicationContent(head.Title),
            LastUpdatedTime = head.Updated,
            Items = [.. entries.Select(Entry)],
        };
        feed.Authors.Add(new SyndicationPerson { Name = "TargetAlerts" });
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(head.Self), "application/atom+xml"));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(head.Home)));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            new Atom10FeedFormatter(feed).WriteTo(xml);
        }
        return bytes.ToArray();
    }

    private static SyndicationItem Entry(FeedEntry entry)
    {
        var item = new SyndicationItem
        {
            Id = entry.Urn,
            Title = new TextSyndicationContent(entry.Title),
            PublishDate = entry.Item.SeenAt,
            LastUpdatedTime = entry.Item.SeenAt,
            Content = new TextSyndicationContent(entry.Html(), TextSyndicationContentKind.Html),
        };
        if (entry.Item.Link.Length > 0) item.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(entry.Item.Link)));
        foreach (var word in JsonFeed.Tags(entry)) item.Categories.Add(new SyndicationCategory(word));
        return item;
    }
}
