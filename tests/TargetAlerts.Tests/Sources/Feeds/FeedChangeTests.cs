using TargetAlerts.Checks;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Feeds;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>From the first reading of a feed to what is told of its items (SPEC.md, "New or changed").</summary>
public sealed class FeedChangeTests
{
    [Fact]
    public async Task Without_a_feed_nothing_is_asked_and_that_is_said()
    {
        await using var service = await News.StartAsync(_ => { });

        var report = await service.CheckOneAsync(News.Source);

        Assert.Equal((CheckOutcome.Baseline, 0), (report.Outcome, report.Seen));
        Assert.Empty(service.Upstream.Log.Requests);
        Assert.Equal("no feed is set (Sources:feeds:Feeds)", await service.ReadAsync<string>("SELECT notes FROM watches"));
    }

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Rdf)]
    [InlineData(FeedFormat.Atom)]
    public async Task What_names_the_target_is_told_once_and_the_first_reading_is_not(FeedFormat format)
    {
        await using var service = await News.KnownAsync(new() { Format = format, Entries = [News.Entry(1), News.Entry(2, "weather")] });
        Assert.Equal([News.Id(1)], await service.ListAsync<string>("SELECT id FROM records"));
        service.Model.Feeds.Add(News.Path, News.Entry(4, "made-up sertraline"));
        service.Model.Feeds.Add(News.Path, News.Entry(5, "another weather"));

        var report = await service.NextAsync();

        Assert.Equal((CheckOutcome.Complete, 1, 0, 0), (report.Outcome, report.Added, report.Updated, report.Withdrawn));
        Assert.Equal(["added"], await service.ToldAsync(News.Id(4)));
        Assert.Equal(0, (await service.NextAsync()).Added);
        Assert.Equal("https://news.example/items/4", await service.ReadAsync<string>($"SELECT link FROM records WHERE id = '{News.Id(4)}'"));
        Assert.Contains("\"title\"", await service.ReadAsync<string>($"SELECT matches FROM memberships WHERE id = '{News.Id(4)}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_without_news_costs_one_request_with_conditions()
    {
        await using var service = await News.KnownAsync();

        Assert.Equal((CheckOutcome.Complete, null), News.Ended(await service.CheckOneAsync(News.Source)));

        Assert.Equal([304], service.Upstream.Log.Requests.Select(request => request.Status));
        Assert.StartsWith("Mozilla/5.0 (compatible; TargetAlerts/", service.Upstream.Log.Requests[0].UserAgent, StringComparison.Ordinal);
        Assert.EndsWith("; +mailto:tests@example.org)", service.Upstream.Log.Requests[0].UserAgent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_targets_and_two_checks_within_the_hour_cost_one_request()
    {
        await using var service = await TestService.StartAsync(model => model.Feeds.Put(News.Path, new() { Entries = [News.Entry(1)] }),
            targets: [TestTargets.Sert, TestTargets.Drug("OTHER", "fluoxetine")], sources: [UpstreamSource.Feeds]);
        service.Options.Sources[News.Source].AllowPrivateAddresses = true;
        service.Options.Sources[News.Source].Feeds[News.Name] = News.Address(service, News.Path);

        for (var time = 0; time < 2; time++) await service.CheckAsync();

        Assert.Single(service.Upstream.Log.Requests);
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM memberships"));
    }

    [Fact]
    public async Task A_server_that_knows_no_conditions_tells_nothing_twice()
    {
        await using var service = await News.KnownAsync(new() { Conditional = false, Entries = [News.Entry(1)] });

        Assert.Equal(0, (await service.NextAsync()).Seen);
        Assert.Equal([200], service.Upstream.Log.Requests.Select(request => request.Status));
    }

    [Theory]
    [InlineData("title", "updated: title")]
    [InlineData("text", "updated: text")]
    [InlineData("title in capitals", "")]
    [InlineData("date", "")]
    [InlineData("tracking", "")]
    [InlineData("https", "")]
    [InlineData("comments", "")]
    [InlineData("markup", "")]
    public async Task Only_what_an_item_says_counts(string what, string told)
    {
        await using var service = await News.KnownAsync(new() { Entries = [News.Entry(1) with { Text = "Made up. 12 comments", Link = "http://www.news.example/items/1" }] });
        service.Model.Feeds.Edit(News.Path, "made-up-1", entry => what switch
        {
            "title" => entry with { Title = "Corrected: made-up fluoxetine" },
            "text" => entry with { Text = "Made up anew." },
            "title in capitals" => entry with { Title = entry.Title.ToUpperInvariant() },
            "date" => entry with { Date = "Mon, 02 Mar 2026 09:00:00 GMT" },
            "tracking" => entry with { Link = entry.Link + "?utm_source=made-up" },
            "https" => entry with { Link = "https://news.example/items/1/" },
            "comments" => entry with { Text = "Made up. 1,013 comments" },
            _ => entry with { Text = "<p>Made <b>up</b>.</p> 12&nbsp;comments" },
        });

        await service.NextAsync();

        Assert.Equal(told.Length == 0 ? [] : [told], await service.ToldAsync(News.Id(1)));
    }

    [Fact]
    public async Task Items_that_go_out_of_a_feed_are_not_withdrawn_nor_new_when_they_come_back()
    {
        await using var service = await News.KnownAsync();
        service.Model.Feeds.Change(News.Path, page => page with { Entries = [News.Entry(2, "weather")] });
        for (var day = 0; day < 3; day++) await service.NextAsync();
        service.Model.Feeds.Add(News.Path, News.Entry(1));

        await service.NextAsync();

        Assert.Equal(0, await service.ChangesAsync());
    }

    [Fact]
    public async Task A_site_that_renames_all_its_items_at_once_is_silent_if_their_addresses_stay()
    {
        await using var service = await News.KnownAsync();
        service.Model.Feeds.Change(News.Path, page => page with { Entries = [.. page.Entries.Select(entry => entry with { Key = "urn:moved:" + entry.Key })] });
        await service.NextAsync();
        service.Model.Feeds.Add(News.Path, News.Entry(9) with { Key = "urn:moved:made-up-9" });

        await service.NextAsync();

        Assert.Equal(1, await service.ChangesAsync());
        Assert.Equal(["added"], await service.ToldAsync(News.Id("urn:moved:made-up-9")));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Sun, 01 Mar 2026 09:00:00 GMT", "2026-03-01")]
    [InlineData("Fri, 01 Mar 2080 09:00:00 GMT", null)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("yesterday", null)]
    public async Task A_bad_date_does_not_lose_the_item(string? date, string? dated)
    {
        await using var service = await News.KnownAsync();
        service.Model.Feeds.Add(News.Path, News.Entry(7) with { Date = date });

        await service.NextAsync();

        Assert.Equal(["added"], await service.ToldAsync(News.Id(7)));
        Assert.Equal(dated, await service.ReadAsync<string?>($"SELECT dated FROM records WHERE id = '{News.Id(7)}'"));
    }
}
