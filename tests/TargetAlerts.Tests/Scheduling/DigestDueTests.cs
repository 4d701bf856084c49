using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Scheduling;

public sealed class DigestDueTests
{
    [Fact]
    public void A_move_west_makes_no_second_digest_for_a_date_that_had_one()
    {
        // Made for 10 January in Apia, where that day begins 18 hours before New York's.
        var made = Made("2026-01-09T19:00:00Z", named: new(2026, 1, 9));
        var moved = Alert("America/New_York");

        Assert.Null(DigestDue.For(moved, made, At("2026-01-10T14:00:00Z")));
        Assert.Equal(new DateOnly(2026, 1, 10), DigestDue.For(moved, made, At("2026-01-11T14:00:00Z"))!.PeriodEnd);
    }

    [Fact]
    public void A_move_east_makes_no_second_digest_on_the_date_the_last_came()
    {
        var made = Made("2026-01-10T13:00:00Z", named: new(2026, 1, 9));
        var moved = Alert("Pacific/Apia");

        Assert.Null(DigestDue.For(moved, made, At("2026-01-10T20:00:00Z")));
        Assert.NotNull(DigestDue.For(moved, made, At("2026-01-11T20:00:00Z")));
    }

    [Fact]
    public void A_digest_made_by_hand_takes_no_date_away()
    {
        var byHand = Made("2026-01-10T08:00:00Z", named: new(2026, 1, 9)) with { Sequence = 2, PeriodEnd = new(2026, 1, 10) };

        var due = DigestDue.For(Alert("UTC"), byHand, At("2026-01-11T08:01:00Z"))!;

        Assert.Equal((At("2026-01-11T08:00:00Z"), new DateOnly(2026, 1, 10)), (due.ScheduledAt, due.PeriodEnd));
    }

    [Fact]
    public void A_first_digest_that_is_days_late_says_what_it_holds()
    {
        var due = DigestDue.For(Alert("UTC"), null, At("2026-01-05T09:00:00Z"))!;

        Assert.Equal((true, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 4)), (due.Merged, due.PeriodStart, due.PeriodEnd));
    }

    [Fact]
    public void A_first_digest_in_time_holds_no_earlier_period()
    {
        var due = DigestDue.For(Alert("UTC"), null, At("2026-01-02T09:00:00Z"))!;

        Assert.Equal((false, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1)), (due.Merged, due.PeriodStart, due.PeriodEnd));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static MadeDigest Made(string at, DateOnly named) => new("d", At(at), 1, named, named);

    private static Alert Alert(string zone) => new()
    {
        Id = "a",
        SubscriberId = "s",
        Address = "ada@example.org",
        State = AlertState.Active,
        Frequency = Frequency.Daily,
        Zone = zone,
        ConfirmedAt = At("2026-01-01T12:00:00Z"),
        Wish = new Wish { Targets = new Dictionary<string, long> { ["SERT"] = 0 } },
    };
}
