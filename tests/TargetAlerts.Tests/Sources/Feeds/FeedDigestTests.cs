using System.Text.RegularExpressions;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>How an item of a feed reads in a mail.</summary>
public sealed partial class FeedDigestTests
{
    [Fact]
    public async Task An_item_names_its_feed_its_word_and_its_site()
    {
        await using var service = await News.KnownAsync();
        await service.AddAlertAsync();
        service.Model.Feeds.Add(News.Path, News.Entry(8));
        await service.NextAsync();
        await service.DigestNowAsync();
        await service.DeliverAsync();

        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));

        foreach (var said in new[] { "Made-up item 8 about fluoxetine", "Made-up news", "https://news.example/items/8", "fluoxetine (drug of SERT) in title", "Nothing in this item 8 is true." })
        {
            Assert.Contains(said, Space().Replace(mail.Text, " "), StringComparison.Ordinal);
            // Addresses stand in attributes, words between marks.
            Assert.Contains(said, said.StartsWith("https:", StringComparison.Ordinal) ? mail.Html : Space().Replace(Tag().Replace(mail.Html, ""), " "), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
