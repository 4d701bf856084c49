using TargetAlerts.Subscribers;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Scheduling;

/// <summary>What the scheduled jobs do, without any command, by a clock that jumps.</summary>
public sealed class AlertRunTests : IAsyncLifetime
{
    // A Wednesday; the alert's first Monday is 9 March.
    private static readonly DateTimeOffset Start = At("2026-03-04T12:00Z");

    private TestService _service = null!;
    private int _articles;

    public async ValueTask InitializeAsync()
    {
        _service = await TestService.StartAsync(model =>
        {
            model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2026, 1, 1)));
            model.Trials.Add(Sample.Trials(3, 1, new DateOnly(2026, 1, 1)));
        }, start: Start);
        await RunAtAsync("2026-03-04T12:00Z");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_weekly_digest_is_made_and_sent_once_when_its_time_has_come()
    {
        await WeeklyAsync();
        Publish();
        await RunAtAsync("2026-03-05T06:00Z");
        await RunAtAsync("2026-03-09T06:59:30Z");
        Assert.Empty(await DigestsAsync());

        await RunAtAsync("2026-03-09T07:00:01Z");
        await RunAtAsync("2026-03-09T07:00:30Z");
        await RunAtAsync("2026-03-12T07:00Z");

        Assert.Equal(["2026-03-09T07:00Z 1 sent 1: 2026-03-04 to 2026-03-08"], await DigestsAsync());
        Assert.Single(Directory.GetFiles(_service.Outbox, "*.eml"));
    }

    [Fact]
    public async Task The_local_time_stays_over_a_clock_change()
    {
        await WeeklyAsync();
        foreach (var now in new[] { "2026-03-09T07:00Z", "2026-03-16T07:00Z", "2026-03-23T07:00Z" }) await NewsAtAsync(now);
        await NewsAtAsync("2026-03-30T05:59:30Z");
        Assert.Equal(3, (await DigestsAsync()).Count);

        await RunAtAsync("2026-03-30T06:00:01Z");

        Assert.Equal("2026-03-30T06:00Z 4 sent 1: 2026-03-23 to 2026-03-29", (await DigestsAsync())[^1]);
    }

    [Fact]
    public async Task Periods_that_were_missed_are_merged_into_the_next_and_said_so()
    {
        await WeeklyAsync();
        await NewsAtAsync("2026-03-09T07:00:01Z");
        Publish();
        await NewsAtAsync("2026-04-01T12:00Z");

        Assert.Equal(["2026-03-09T07:00Z 1 sent 1: 2026-03-04 to 2026-03-08", "2026-03-30T06:00Z 2 sent 2: 2026-03-09 to 2026-03-29"], await DigestsAsync());
        var mail = ParsedMail.Read(Directory.GetFiles(_service.Outbox, "*.eml").Order(StringComparer.Ordinal).Last());
        Assert.Contains("An earlier period had no digest of its own; this one holds it too.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("9–29 Mar 2026", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daily_digest_comes_each_local_day_and_an_empty_one_takes_no_number()
    {
        await _service.AddAlertAsync(wish => wish with { Frequency = "daily", At = "12:00", TimeZone = "Asia/Kolkata" });
        await NewsAtAsync("2026-03-05T06:30:01Z");
        await RunAtAsync("2026-03-06T06:30:01Z");
        await NewsAtAsync("2026-03-07T06:30:01Z");

        Assert.Equal(
            ["2026-03-05T06:30Z 1 sent 1: 2026-03-04 to 2026-03-04", "2026-03-06T06:30Z - empty 0: 2026-03-05 to 2026-03-05", "2026-03-07T06:30Z 2 sent 1: 2026-03-06 to 2026-03-06"],
            await DigestsAsync());
    }

    [Fact]
    public async Task A_change_of_zone_makes_no_second_digest_for_a_date()
    {
        var id = await _service.AddAlertAsync(wish => wish with { Frequency = "daily", At = "08:00", TimeZone = "Pacific/Auckland" });
        await NewsAtAsync("2026-03-05T19:00:01Z");
        await _service.Get<AlertDesk>().EditAsync(id, new AlertRequest { TimeZone = "America/New_York" }, TestContext.Current.CancellationToken);
        foreach (var now in new[] { "2026-03-06T13:00:01Z", "2026-03-06T23:00Z", "2026-03-07T13:00:01Z", "2026-03-08T12:00:01Z" }) await RunAtAsync(now);

        // The sixth had its digest in Auckland; New York's would be the second of that date.
        Assert.Equal(
            ["2026-03-05T19:00Z 1 sent 1: 2026-03-05 to 2026-03-05", "2026-03-07T13:00Z - empty 0: 2026-03-06 to 2026-03-06", "2026-03-08T12:00Z - empty 0: 2026-03-07 to 2026-03-07"],
            await DigestsAsync());
    }

    private Task WeeklyAsync() => _service.AddAlertAsync(wish => wish with { Frequency = "weekly", Day = "mon", At = "08:00", TimeZone = "Europe/Berlin" });

    private void Publish()
    {
        var number = 95_000_001 + _articles++;
        _service.Model.PubMed.Add(Sample.Article(number, _service.Model.Today) with { Title = $"The made-up paper {number} on the serotonin transporter" });
    }

    // News are there, and read, at the time of the run.
    private async Task NewsAtAsync(string instant)
    {
        _service.Clock.JumpTo(At(instant));
        Publish();
        await RunAtAsync(instant);
    }

    private Task RunAtAsync(string instant)
    {
        _service.Clock.JumpTo(At(instant));
        return _service.Get<AlertRun>().RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<IReadOnlyList<string>> DigestsAsync() => _service.ListAsync<string>("""
        SELECT strftime('%Y-%m-%dT%H:%MZ', scheduled_at / 1000, 'unixepoch') || ' ' || COALESCE(number, '-') || ' ' || state || ' ' || items || ': ' || period_start || ' to ' || period_end
        FROM digests ORDER BY scheduled_at, sequence
        """);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);
}
