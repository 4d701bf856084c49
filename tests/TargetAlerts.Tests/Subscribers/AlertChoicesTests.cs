using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Subscribers;

public sealed class AlertChoicesTests
{
    private static readonly AlertRequest Good = new() { Emails = ["ada@example.org"], Targets = ["SERT"], Confirmed = true };

    public static TheoryData<string, string> BadArguments => new()
    {
        { "email", "The address \"nobody\" cannot be used: it must have exactly one @." },
        { "no email", "An alert needs --email." },
        { "no target", "An alert needs --target." },
        { "target", "Unknown target \"FOO\"; known: SERT, DAT, EGFR." },
        { "source", "Unknown source \"pubmet\"; allowed: pubmed, clinicaltrials, chembl, all." },
        { "frequency", "Unknown frequency \"hourly\"; allowed: daily, weekly." },
        { "day", "Unknown weekday \"someday\"; allowed: mon, tue, wed, thu, fri, sat, sun." },
        { "at", "Unknown time \"25:00\"; allowed: 00:00 to 23:59, as in 08:00." },
        { "zone", "Unknown time zone \"Mars/Olympus\"; allowed: IANA names such as Europe/Berlin, America/New_York or UTC." },
        { "change", "Unknown change \"1\"; allowed: added, updated, withdrawn, all." },
        { "severity", "Unknown severity \"medium\"; allowed: low, normal, high." },
        { "term", "Unusable --term \"-\"; allowed: 1 to 100 characters with a letter or digit among them." },
        { "line", "Unknown source \"a b\"; allowed: pubmed, clinicaltrials, chembl, all." },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public async Task A_bad_argument_gives_its_one_clear_line_and_writes_nothing(string which, string message)
    {
        await using var house = new AlertHouse();
        var request = which switch
        {
            "email" => Good with { Emails = ["ada@example.org", "nobody"] },
            "no email" => Good with { Emails = [] },
            "no target" => Good with { Targets = [] },
            "target" => Good with { Targets = ["SERT", "FOO"] },
            "source" => Good with { Sources = ["pubmet"] },
            "frequency" => Good with { Frequency = "hourly" },
            "day" => Good with { Day = "someday" },
            "at" => Good with { At = "25:00" },
            "zone" => Good with { TimeZone = "Mars/Olympus" },
            "change" => Good with { Changes = ["1"] },
            "severity" => Good with { Severities = ["medium"] },
            "term" => Good with { Terms = [" - "] },
            _ => Good with { Sources = ["a\nb"] },
        };
        var before = await house.StateAsync(TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<UsageException>(() => house.Desk.AddAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(message, refused.Message);
        Assert.Equal(before, await house.StateAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5")]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    public void An_IANA_zone_is_taken(string zone) => Assert.Equal(zone, AlertChoices.Zone(zone));

    [Fact]
    public void A_zone_is_kept_under_its_name_of_today() => Assert.Equal("Asia/Kolkata", AlertChoices.Zone("Asia/Calcutta"));

    [Theory]
    [InlineData("W. Europe Standard Time")]
    [InlineData("Eastern Standard Time")]
    [InlineData("UTC-02")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("../zoneinfo/UTC")]
    [InlineData("/etc/localtime")]
    [InlineData("localtime")]
    [InlineData("Local")]
    [InlineData("europe/berlin")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("")]
    public void Any_other_zone_is_refused(string zone) => Assert.Throws<UsageException>(() => AlertChoices.Zone(zone));

    [Fact]
    public void A_weekday_may_be_short_or_long()
    {
        Assert.Equal(DayOfWeek.Thursday, AlertChoices.Weekday("thu"));
        Assert.Equal(DayOfWeek.Thursday, AlertChoices.Weekday("Thursday"));
    }
}
