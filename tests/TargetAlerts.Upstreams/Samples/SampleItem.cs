using System.Globalization;
using TargetAlerts.Upstreams.Feeds;

namespace TargetAlerts.Upstreams.Samples;

/// <summary>One feed for all topics, which keeps its last fifty items; the weather comes in it too.</summary>
internal sealed class SampleItem(UpstreamModel model, int seed) : ISample
{
    public const string Path = "made-up.xml";

    private readonly List<string> _keys = [];

    public void Fill(SampleTopic topic, int count)
    {
        if (model.Feeds.Find(Path) is null)
            model.Feeds.Put(Path, new FeedPage { Ttl = 60, Entries = [new("weather", "Made-up weather", "Nothing about any target.")] });
        for (var at = 0; at < (topic.Number == 0 ? 12 : 1); at++)
            Add(topic, at, model.Today.AddDays(at - 60));
    }

    public void Happen(SampleTopic topic, int scene)
    {
        Add(topic, 5000 + scene, model.Today);
        // The last but a few: it is still in the feed.
        model.Feeds.Edit(Path, _keys[^Math.Min(_keys.Count, 8)], entry => entry with { Title = $"Updated: {entry.Title.Replace("Updated: ", "", StringComparison.Ordinal)} ({scene})", Text = $"{entry.Text} Corrected." });
    }

    public void Publish()
    {
    }

    private void Add(SampleTopic topic, int at, DateOnly day)
    {
        var (record, drug) = ((topic.Number * 10_000) + at, topic.Drugs[at % topic.Drugs.Count]);
        var key = $"made-up-{record}";
        _keys.Add(key);
        model.Feeds.Add(Path, new FeedEntry(key, Dice.Pick(
            [$"Made-up agency warns about {drug.Name} &amp; heat", $"First made-up medicine that acts on the {topic.Name} approved", $"Made-up review of {drug.Name} starts"], record, seed, 1),
            $"<p>{drug.Capital} is in the news, and <b>nothing of it is true</b>. {SampleWords.MadeUp}</p>")
        {
            Link = $"https://news.example/items/{record}?utm_source=rss",
            Date = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero).ToString("R", CultureInfo.InvariantCulture),
        });
    }
}
