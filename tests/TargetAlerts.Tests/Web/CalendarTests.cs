using System.Text.Json;
using TargetAlerts.Tests.Delivery;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Web;

/// <summary>The calendar of trial dates, read by Python's icalendar.</summary>
public sealed class CalendarTests
{
    private const string ReadCalendar = """
        import sys, json, icalendar
        c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
        print(json.dumps(dict(Name=str(c['X-WR-CALNAME']), Events=[dict(Uid=str(e['UID']), Sequence=int(e['SEQUENCE']), Day=e.decoded('DTSTART').isoformat(),
            Stamp=e.decoded('DTSTAMP').isoformat(), Modified=e.decoded('LAST-MODIFIED').isoformat(), Summary=str(e['SUMMARY']), Url=str(e['URL'])) for e in c.walk('VEVENT')])))
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed record CalendarRead(string Name, CalendarEvent[] Events);

    private sealed record CalendarEvent(string Uid, int Sequence, string Day, string Stamp, string Modified, string Summary, string Url);

    [Fact]
    public async Task A_date_that_slips_keeps_its_UID_and_its_SEQUENCE_rises()
    {
        await using var service = await ArchiveStage.StartAsync();
        var alert = await service.AddAlertAsync();
        await using var pages = await service.ServeAsync();
        var trial = Sample.TrialNumber(5);
        var before = await ReadAsync(service, pages, alert);
        var first = Assert.Single(before.Events, one => one.Uid.StartsWith($"clinicaltrials.{trial}.primaryCompletion@", StringComparison.Ordinal));
        Assert.Equal(("SERT: trial dates", 0, "2026-09-01"), (before.Name, first.Sequence, first.Day));
        Assert.StartsWith("Primary completion: ", first.Summary, StringComparison.Ordinal);
        Assert.Equal($"https://clinicaltrials.gov/study/{trial}", first.Url);
        Assert.Equal(before.Events.Length, before.Events.Select(one => one.Uid).Distinct().Count());

        var last = first;
        foreach (var (slip, day) in new[] { (1, "2027-01-15"), (2, "2027-06-01") })
        {
            service.Clock.Jump(TimeSpan.FromDays(1));
            service.Model.Trials.Change(trial, known => known with { PrimaryCompletion = new(day, "ESTIMATED") });
            await service.CheckAsync();
            var moved = Assert.Single((await ReadAsync(service, pages, alert)).Events, one => one.Uid == first.Uid);
            Assert.Equal((slip, day), (moved.Sequence, moved.Day));
            Assert.True(string.CompareOrdinal(moved.Stamp, last.Stamp) > 0);
            Assert.Equal(moved.Stamp, moved.Modified);
            last = moved;
        }

        // A change of something else leaves the event as it is.
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.Trials.Change(trial, known => known with { OverallStatus = "SUSPENDED" });
        await service.CheckAsync();
        Assert.Equal(last, Assert.Single((await ReadAsync(service, pages, alert)).Events, one => one.Uid == first.Uid));
    }

    [Fact]
    public async Task It_holds_the_trials_the_alert_asks_for_whatever_severity_its_mails_begin_at()
    {
        await using var service = await ArchiveStage.StartAsync();
        var all = await service.AddAlertAsync(request => request with { Severities = ["high"] });
        var papers = await service.AddAlertAsync(request => request with { Kinds = ["publication"] }, "ben@example.org");
        var none = await service.AddAlertAsync(request => request with { Terms = ["never said anywhere"] }, "cleo@example.org");
        await using var pages = await service.ServeAsync();

        Assert.InRange((await ReadAsync(service, pages, all)).Events.Length, 10, 40);
        Assert.Empty((await ReadAsync(service, pages, papers)).Events);
        Assert.Empty((await ReadAsync(service, pages, none)).Events);
    }

    private static async Task<CalendarRead> ReadAsync(TestService service, ServedPages pages, string alert)
    {
        var python = Python.Find("icalendar");
        Assert.SkipUnless(python is not null, "python3-icalendar is not installed");
        return JsonSerializer.Deserialize<CalendarRead>(await Python.RunAsync(python, ReadCalendar, await pages.Client.GetByteArrayAsync(service.Feed(alert, "calendar.ics"), Stop), Stop))!;
    }
}
