using TargetAlerts.Checks;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Scheduling;

public sealed class TimetableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_is_tried_again_later_and_later_until_the_next_scheduled_time()
    {
        await using var service = await StartAsync(options => options.Sources["pubmed"].Retries = 0);
        service.Upstream.Faults.Add(new Fault(new FaultMatch(UpstreamSource.PubMed), FaultKind.Html, Fault.Always));
        var source = PubMed(service);
        Assert.Equal(CheckOutcome.Unavailable, await CheckAsync(service));

        foreach (var minutes in new[] { 5, 15, 30, 60, 120, 240, 240 })
        {
            var next = await service.Get<Timetable>().NextAsync(source, await WatchAsync(service), Stop);
            Assert.InRange(next - service.Clock.GetUtcNow(), TimeSpan.FromMinutes(minutes - 1), TimeSpan.FromMinutes(minutes));
            service.Clock.Jump(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(20));
            Assert.Null(await CheckAsync(service));
            service.Clock.Jump(TimeSpan.FromSeconds(20));
            Assert.Equal(CheckOutcome.Unavailable, await CheckAsync(service));
        }
        // 06:00 and 710 minutes on: 17:50. Each next morning it is asked in any case.
        service.Clock.JumpTo(new(2026, 3, 3, 4, 59, 30, TimeSpan.Zero));
        Assert.Equal(CheckOutcome.Unavailable, await CheckAsync(service));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 5, 0, 0, TimeSpan.Zero), await service.Get<Timetable>().NextAsync(source, await WatchAsync(service), Stop));
        service.Clock.JumpTo(new(2026, 3, 3, 5, 0, 1, TimeSpan.Zero));
        service.Upstream.Faults.Clear();
        Assert.Equal(CheckOutcome.Baseline, await CheckAsync(service));
        Assert.Null(await CheckAsync(service));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero), await service.Get<Timetable>().NextAsync(source, await WatchAsync(service), Stop));
    }

    [Theory]
    // The baseline is read on Monday at 06:00; the checks after it, to the next Monday's.
    [InlineData(Frequency.Daily, null, null, "3 4 5 6 7 8 9")]
    [InlineData(Frequency.Weekly, null, null, "9")]
    [InlineData(Frequency.Weekly, null, "weekly", "9")]
    [InlineData(Frequency.Weekly, null, "daily", "3 4 5 6 7 8 9")]
    [InlineData(Frequency.Weekly, "Daily", null, "3 4 5 6 7 8 9")]
    [InlineData(Frequency.Daily, "weekly", "daily", "9")]
    [InlineData(Frequency.Daily, "0 0 5 ? * MON,THU", "daily", "5 9")]
    public async Task A_watch_is_checked_as_often_as_is_set_and_needed(Frequency byDefault, string? ofSource, string? ofAlert, string days)
    {
        await using var service = await StartAsync(options =>
        {
            options.Schedule.Default = byDefault;
            options.Sources["pubmed"].Frequency = ofSource;
        });
        await CheckAsync(service);
        if (ofAlert is not null) await service.AddAlertAsync(wish => wish with { Frequency = ofAlert });

        var checkedOn = new List<int>();
        for (var day = 3; day <= 9; day++)
        {
            service.Clock.JumpTo(new(2026, 3, day, 4, 59, 30, TimeSpan.Zero));
            Assert.Null(await CheckAsync(service));
            service.Clock.JumpTo(new(2026, 3, day, 5, 0, 1, TimeSpan.Zero));
            if (await CheckAsync(service) is not null) checkedOn.Add(day);
        }
        Assert.Equal(days, string.Join(' ', checkedOn));
    }

    [Fact]
    public async Task The_local_time_of_a_check_follows_its_zone()
    {
        await using var service = await StartAsync(options => (options.Schedule.TimeZone, options.Schedule.At) = ("America/New_York", new TimeOnly(22, 30)));
        await CheckAsync(service);

        // Eastern time: UTC-5, from 8 March UTC-4.
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 3, 30, 0, TimeSpan.Zero), await NextAsync(service));
        service.Clock.JumpTo(new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero));
        await CheckAsync(service);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 2, 30, 0, TimeSpan.Zero), await NextAsync(service));
    }

    private static Task<TestService> StartAsync(Action<ServiceOptions> configure) => TestService.StartAsync(model => model.PubMed.Add(Sample.Articles(3, 1, new DateOnly(2026, 1, 1))), configure);

    private static ITargetSource PubMed(TestService service) => service.Get<SourceRegistry>().Find("pubmed");

    private static Task<Watch> WatchAsync(TestService service) => service.Get<WatchStore>().GetAsync("SERT", "pubmed", Stop);

    private static async Task<DateTimeOffset> NextAsync(TestService service) => await service.Get<Timetable>().NextAsync(PubMed(service), await WatchAsync(service), Stop);

    // Null: nothing was due.
    private static async Task<CheckOutcome?> CheckAsync(TestService service) => (await service.Get<AlertRun>().CheckAsync(PubMed(service), Stop)).SingleOrDefault()?.Outcome;
}
