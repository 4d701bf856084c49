using Microsoft.Playwright;
using TargetAlerts.Scheduling;
using static Microsoft.Playwright.Assertions;

namespace TargetAlerts.Tests.Browser;

/// <summary>The browser's time zone stands in a fresh form, and only there.</summary>
public sealed class TimeZoneTests
{
    // What today's time-zone data holds beside its old names; Debian 13 and Ubuntu 24 no longer install those.
    private const string CurrentNames = "/usr/share/zoneinfo/zone.tab";

    [Fact]
    public async Task A_zone_that_was_chosen_or_sent_before_is_never_overridden()
    {
        await using var reader = await Reader.StartAsync(new() { TimezoneId = "Europe/Berlin" });
        var zone = reader.Page.GetByLabel("Time zone");

        await reader.OpenAsync("/alert?zone=Asia/Tokyo");
        await Expect(zone).ToHaveValueAsync("Asia/Tokyo");
        await reader.OpenAsync("/alert");
        await Expect(zone).ToHaveValueAsync("Europe/Berlin");

        await reader.Page.GetByLabel("Targets").FillAsync("SERT");
        foreach (var chosen in new[] { "UTC", "Mars/Olympus" })
        {
            await zone.FillAsync(chosen);
            await reader.Button("Try these settings").ClickAsync();
            await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "What would it have sent?" })).ToHaveCountAsync(chosen == "UTC" ? 0 : 1);
            await reader.Page.WaitForLoadStateAsync(LoadState.Load);
            await Expect(zone).ToHaveValueAsync(chosen);
        }
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_zone_that_is_typed_before_the_script_has_come_stays()
    {
        await using var reader = await Reader.StartAsync(new() { TimezoneId = "Europe/Berlin" });
        var held = new TaskCompletionSource();
        await reader.Page.RouteAsync("**/time-zone.js*", async script =>
        {
            await held.Task;
            await script.ContinueAsync();
        });

        await reader.OpenAsync("/alert", WaitUntilState.Commit);
        await reader.Page.GetByLabel("Time zone").FillAsync("America/Denver");
        held.SetResult();
        await reader.Page.WaitForLoadStateAsync(LoadState.Load);

        await Expect(reader.Page.GetByLabel("Time zone")).ToHaveValueAsync("America/Denver");
    }

    [Fact]
    public async Task Every_zone_that_a_browser_names_is_known_by_a_name_of_today()
    {
        Assert.SkipUnless(File.Exists(CurrentNames), "The time-zone data is not installed");
        await using var reader = await Reader.StartAsync();
        var current = File.ReadLines(CurrentNames).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')[2]).Append("UTC").ToHashSet();

        var named = await reader.Page.EvaluateAsync<string[]>("Intl.supportedValuesOf('timeZone')");

        Assert.True(named.Length > 400, $"{named.Length} zones");
        Assert.DoesNotContain(named, name => Zones.Find(name) is not { } zone || !current.Contains(zone.Id));
    }
}
