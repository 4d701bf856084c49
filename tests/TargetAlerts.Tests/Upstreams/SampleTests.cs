using Microsoft.Extensions.Time.Testing;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Upstreams;

public sealed class SampleTests
{
    [Fact]
    public void The_same_seed_makes_the_same_records_all_settled_by_the_latest_day()
    {
        var latest = new DateOnly(2026, 1, 1);

        var (one, other) = (Sample.Articles(500, 7, latest), Sample.Articles(500, 7, latest));

        Assert.Equal(one.Select(article => (article.Title, article.Modified)), other.Select(article => (article.Title, article.Modified)));
        Assert.All(one, article => Assert.True(article.Created <= latest && article.Modified <= latest));
        Assert.All(Sample.Trials(100, 7, latest), trial => Assert.True(trial.LastUpdatePosted <= latest));
    }

    [Fact]
    public async Task Every_advance_brings_news_of_each_kind()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var model = Sample.Model(clock);
        await using var standIn = await StandIn.StartAsync(model);
        var before = model.Trials.Studies.ToDictionary(trial => trial.NctId);

        for (var scene = 1; scene <= 3; scene++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            model.Advance();
            var today = model.Today.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(4, (await standIn.IdsAsync($"{today}[CRDT]")).Count);
            Assert.Single(await standIn.IdsAsync($"{today}[MDAT] AND \"Retracted Publication\"[pt]"));
            Assert.Equal(6, (await standIn.IdsAsync($"{today}[MDAT]")).Count);
        }

        var after = model.Trials.Studies;
        Assert.Equal(3, after.Count(trial => !before.ContainsKey(trial.NctId)));
        Assert.Equal(3, after.Count(trial => trial.OverallStatus == "TERMINATED" && trial.WhyStopped is not null));
        Assert.Equal(3, after.Count(trial => trial.Phases.Count == 2 && before.TryGetValue(trial.NctId, out var old) && old.Phases.Count == 1));
        Assert.Equal(3, after.Count(trial => trial.HasResults && before.TryGetValue(trial.NctId, out var old) && !old.HasResults));
    }
}
