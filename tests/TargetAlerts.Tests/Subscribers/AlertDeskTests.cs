using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

public sealed class AlertDeskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_said_has_its_default()
    {
        await using var house = new AlertHouse();

        var alert = await house.AlertAsync(await house.NewAlertAsync(Token), Token);

        Assert.Equal((Frequency.Weekly, DayOfWeek.Monday, new TimeOnly(8, 0), "UTC"), (alert.Frequency, alert.Weekday, alert.At, alert.Zone));
        Assert.Equal((AlertState.Active, "by admin", Severity.Low), (alert.State, alert.Consent, alert.Wish.Lowest));
        Assert.Empty(alert.Wish.Sources);
        Assert.Empty(house.Mails);
    }

    [Fact]
    public async Task Everything_said_is_kept()
    {
        await using var house = new AlertHouse();
        var request = new AlertRequest
        {
            Emails = ["ada@example.org"],
            Targets = ["slc6a4", "SERT", "dat"],
            Frequency = "Daily",
            Day = "fri",
            At = "6:30",
            TimeZone = "Europe/Berlin",
            Sources = ["PubMed"],
            Kinds = ["trial", "Publication"],
            Changes = ["withdrawn"],
            Severities = ["high", "normal"],
            Terms = ["escitalopram "],
            NotTerms = ["zebrafish"],
            Heartbeat = true,
            Confirmed = true,
        };

        var id = (await house.Desk.AddAsync(request, Token)).Single().Id;

        var view = await house.Desk.ShowAsync(id, Token);
        Assert.Equal(["SERT", "DAT"], view.Targets);
        Assert.Equal(("daily", "fri", "06:30", "Europe/Berlin", "normal"), (view.Frequency, view.Day, view.At, view.TimeZone, view.Severity));
        Assert.Equal("pubmed trial publication withdrawn", string.Join(' ', [.. view.Sources, .. view.Kinds, .. view.Changes]));
        Assert.Equal("escitalopram zebrafish True", string.Join(' ', [.. view.Terms, .. view.NotTerms, view.Heartbeat]));
        Assert.Equal([RecordKind.Trial, RecordKind.Publication], (await house.AlertAsync(id, Token)).Wish.Kinds);
    }

    [Fact]
    public async Task Several_addresses_make_several_alerts_and_case_makes_no_second_subscriber()
    {
        await using var house = new AlertHouse();

        var added = await house.Desk.AddAsync(
            new AlertRequest { Emails = ["Ada@example.org", "bob@example.org", "ADA@EXAMPLE.org"], Targets = ["SERT"], Confirmed = true }, Token);
        await house.NewAlertAsync(Token, "aDa@example.org");

        Assert.Equal(2, added.Count);
        var alerts = await house.Alerts.ActiveAsync(Token);
        Assert.Equal(3, alerts.Count);
        Assert.Equal(["Ada@example.org", "bob@example.org"], alerts.Select(alert => alert.Address).Distinct().Order());
        Assert.Equal(2, alerts.Select(alert => alert.SubscriberId).Distinct().Count());
    }

    [Fact]
    public async Task Only_what_is_detected_after_the_confirmation_counts()
    {
        await using var house = new AlertHouse();
        await house.ChangesAsync(3, Token);
        var id = await house.NewAlertAsync(Token, confirmed: false);
        await house.ChangesAsync(4, Token);

        await house.Life.ConfirmAsync(id, Token);
        await house.ChangesAsync(5, Token);
        await house.Life.ConfirmAsync(id, Token);

        var alert = await house.AlertAsync(id, Token);
        Assert.Equal((AlertState.Active, 7, 7), (alert.State, alert.Position, alert.Wish.Targets["SERT"]));
        Assert.Equal(1, await house.AuditAsync("confirmed", id, Token));
    }

    [Fact]
    public async Task An_added_target_or_source_counts_from_the_edit_and_a_kept_one_as_before()
    {
        await using var house = new AlertHouse();
        await house.ChangesAsync(2, Token);
        var id = (await house.Desk.AddAsync(
            new AlertRequest { Emails = ["ada@example.org"], Targets = ["SERT", "DAT"], Sources = ["pubmed"], Confirmed = true }, Token)).Single().Id;
        await house.ChangesAsync(3, Token);

        await house.Desk.EditAsync(id, new AlertRequest { Targets = ["SERT", "EGFR"], Sources = ["pubmed", "chembl"], At = "10:15" }, Token);

        var alert = await house.AlertAsync(id, Token);
        Assert.Equal(new Dictionary<string, long> { ["SERT"] = 2, ["EGFR"] = 5 }, alert.Wish.Targets);
        Assert.Equal(new Dictionary<string, long> { ["pubmed"] = 2, ["chembl"] = 5 }, alert.Wish.Sources);
        Assert.Equal((new TimeOnly(10, 15), 2), (alert.At, alert.Position));
    }

    [Fact]
    public async Task An_edit_that_says_nothing_new_changes_and_notes_nothing()
    {
        await using var house = new AlertHouse();
        var id = await house.NewAlertAsync(Token);
        var before = await house.StateAsync(Token);

        await house.Desk.EditAsync(id, new AlertRequest { Day = "mon" }, Token);

        Assert.Equal(before, await house.StateAsync(Token));
    }

    [Fact]
    public async Task A_pause_keeps_thirty_days_and_is_walked_once()
    {
        await using var house = new AlertHouse();
        var id = await house.NewAlertAsync(Token);
        await house.Desk.PauseAsync(id, Token);
        await house.Desk.PauseAsync(id, Token);
        Assert.Empty(await house.Alerts.ActiveAsync(Token));
        await house.ChangesAsync(2, Token);
        house.Time.Advance(TimeSpan.FromDays(31));
        await house.ChangesAsync(2, Token);

        await house.Desk.ResumeAsync(id, Token);

        var alert = await house.AlertAsync(id, Token);
        Assert.Equal((AlertState.Active, 2), (alert.State, alert.Position));
        Assert.Equal(1, await house.AuditAsync("paused", id, Token));
    }

    [Fact]
    public async Task Leaving_can_be_undone_and_brings_back_a_pause()
    {
        await using var house = new AlertHouse();
        var id = await house.NewAlertAsync(Token);
        await house.Desk.PauseAsync(id, Token);

        await house.Life.LeaveAsync(id, Token);
        var left = await house.AlertAsync(id, Token);
        await house.Life.ReturnAsync(id, Token);

        Assert.Equal(AlertState.Left, left.State);
        Assert.Equal(AlertState.Paused, (await house.AlertAsync(id, Token)).State);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        await using var house = new AlertHouse();
        var id = await house.NewAlertAsync(Token, confirmed: false);

        var pause = await Assert.ThrowsAsync<UsageException>(() => house.Desk.PauseAsync(id, Token));
        var unknown = await Assert.ThrowsAsync<UsageException>(() => house.Desk.RemoveAsync("nobody", Token));
        await house.Desk.RemoveAsync(id, Token);
        var edit = await Assert.ThrowsAsync<UsageException>(() => house.Desk.EditAsync(id, new AlertRequest { At = "09:00" }, Token));

        Assert.Equal($"Alert {id} is pending: it cannot be paused.", pause.Message);
        Assert.Equal("Unknown alert \"nobody\"; \"alerts list\" shows those there are.", unknown.Message);
        Assert.Equal($"Alert {id} is removed and cannot be edited.", edit.Message);
    }
}
