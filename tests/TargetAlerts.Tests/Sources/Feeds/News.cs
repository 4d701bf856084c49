using TargetAlerts.Checks;
using TargetAlerts.Sources;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Feeds;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>A made-up feed that a service follows.</summary>
internal static class News
{
    public const string Source = "feeds", Name = "Made-up news", Path = "news.xml";

    public static FeedEntry Entry(int at, string what = "fluoxetine") => new($"made-up-{at}", $"Made-up item {at} about {what}", $"Nothing in this item {at} is true.")
    {
        Link = $"https://news.example/items/{at}",
        Date = "Sun, 01 Mar 2026 09:00:00 GMT",
    };

    public static string Id(string key, string name = Name) => $"{name}:{Fingerprints.OfText(key)}";

    public static string Id(int at) => Id($"made-up-{at}");

    /// <summary>A service that knows the feed, an hour and more later: it may be asked again.</summary>
    public static async Task<TestService> KnownAsync(FeedPage? page = null, Action<UpstreamModel>? fill = null, params string[] more)
    {
        var service = await StartAsync(model =>
        {
            model.Feeds.Put(Path, page ?? new() { Entries = [Entry(1), Entry(2, "weather"), Entry(3, "the serotonin transporter")] });
            fill?.Invoke(model);
        }, [Name, .. more]);
        Assert.Equal((CheckOutcome.Baseline, null), Ended(await service.CheckOneAsync(Source)));
        service.Clock.Jump(TimeSpan.FromHours(2));
        service.Upstream.Log.Clear();
        return service;
    }

    /// <param name="names">"name" of the first feed; "name=path" of others.</param>
    public static async Task<TestService> StartAsync(Action<UpstreamModel> fill, params string[] names)
    {
        var service = await TestService.StartAsync(fill, sources: [UpstreamSource.Feeds]);
        var options = service.Options.Sources[Source];
        options.AllowPrivateAddresses = true;
        foreach (var name in names) options.Feeds[name.Split('=')[0]] = Address(service, name.Contains('=') ? name.Split('=')[1] : Path);
        return service;
    }

    public static Uri Address(TestService service, string path) => new(service.Upstream.UrlOf(UpstreamSource.Feeds) + path);

    public static async Task<CheckReport> NextAsync(this TestService service, double hours = 24)
    {
        service.Clock.Jump(TimeSpan.FromHours(hours));
        return await service.CheckOneAsync(Source);
    }

    public static (CheckOutcome, string?) Ended(CheckReport report) => (report.Outcome, report.Reason);
}
