using System.Globalization;
using System.Text.RegularExpressions;

namespace TargetAlerts.Sources.Feeds;

/// <summary>An item of a feed as a record. Ids are scoped by feed: some feeds give short or relative ones.</summary>
internal static partial class FeedRecord
{
    private static readonly DateOnly Beginning = new(1990, 1, 1);

    public static string Id(Feed feed, FeedItem item) => feed.IdPrefix + Fingerprints.OfText(item.Key);

    /// <param name="id">Its own, or the one it had before its feed renamed everything.</param>
    /// <param name="today">A date after it is nobody's, nor is one before there were feeds.</param>
    public static SourceRecord Of(Feed feed, FeedDocument document, FeedItem item, string id, DateOnly today)
    {
        var dated = item.Date is { } day && day > Beginning && day <= today ? day : (DateOnly?)null;
        var facts = new Dictionary<string, FactValue> { [FeedFacts.Title] = FactValue.Text(item.Title)!, [FeedFacts.FeedName] = FactValue.Text(feed.Name)! };
        if (FactValue.Text(item.Author) is { } author) facts[FeedFacts.Author] = author;
        if (dated is { } published) facts[FeedFacts.Published] = FactValue.Date(published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))!;
        var texts = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [item.Title] };
        if (item.Text.Length > 0)
        {
            texts["text"] = [item.Text];
            facts[FeedFacts.Text] = FactValue.Text(Fingerprints.OfText(PlainText.Bare(Counters().Replace(item.Text, ""))))!;
            // The text is its publisher's: a short excerpt only.
            if (item.Text != item.Title) facts[FeedFacts.Excerpt] = FactValue.Text(PlainText.Shorten(item.Text, 240))!;
        }
        return new()
        {
            Source = FeedsSource.SourceName,
            Id = id,
            Kind = RecordKind.News,
            Title = item.Title,
            Link = FeedLinks.Safe(item.Link) ?? FeedLinks.Safe(document.Link) ?? new UriBuilder(feed.Address) { Scheme = "https", UserName = "", Password = "" }.Uri.AbsoluteUri,
            Dated = dated,
            Facts = facts,
            Texts = texts,
        };
    }

    [GeneratedRegex(@"\b[0-9][0-9,.]* (?:comments?|views|likes|replies)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Counters();
}
