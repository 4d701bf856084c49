namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>How an item of a feed reads in a mail.</summary>
public sealed class FeedDigestTests
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

        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")), TestContext.Current.CancellationToken);

        foreach (var said in new[] { "Made-up item 8 about fluoxetine", "Made-up news", "https://news.example/items/8", "fluoxetine (drug of SERT) in title", "Nothing in this item 8 is true." })
        {
            Assert.Contains(said, mail, StringComparison.Ordinal);
        }
    }
}
