using Microsoft.Playwright;
using TargetAlerts.Upstreams;
using static Microsoft.Playwright.Assertions;

namespace TargetAlerts.Tests.Browser;

/// <summary>What a reader does, from an empty database to having everything erased: real pages, checks and mails in a real browser.</summary>
public sealed class ReaderTests
{
    private const string Address = "ada@example.org", News = "Made-up news of the serotonin transporter";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_alert_is_set_confirmed_mailed_and_left_with_script_and_without(bool script)
    {
        await using var reader = await Reader.StartAsync(new() { JavaScriptEnabled = script, TimezoneId = "Europe/Berlin" });
        var service = reader.Service;

        await reader.OpenAsync("/");
        await reader.Link("SERT").ClickAsync();
        await Expect(reader.Page.GetByText("Nothing is stored yet")).ToBeVisibleAsync();

        // A baseline, and in the two weeks after it something to look back at.
        service.Model.PubMed.Add(Sample.Articles(10, 1, new DateOnly(2025, 12, 1)));
        service.Model.Trials.Add(Sample.Trials(10, 1, new DateOnly(2025, 12, 1)).Select(trial => trial with { OverallStatus = "RECRUITING" }));
        await service.CheckAsync();
        await TellAsync(service, 1);
        service.Clock.Jump(TimeSpan.FromDays(13));

        await SetAsync(reader, script);
        await ConfirmAsync(reader, script);
        await TellAsync(service, 2);
        await service.DigestNowAsync();
        var digest = await ReadAsync(reader);
        await MuteAsync(reader);
        await ManageAsync(reader, digest);
        await EraseAsync(reader);

        Assert.Empty(reader.Complaints);
        Assert.Empty(reader.Elsewhere);
    }

    private static async Task SetAsync(Reader reader, bool script)
    {
        await reader.Page.ReloadAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Timeline" })).ToBeVisibleAsync();
        await reader.Link("Set an alert on SERT").ClickAsync();
        await reader.IsAtAsync("Set an alert");
        await Expect(reader.Page.GetByLabel("Targets")).ToHaveValueAsync("SERT");
        await Expect(reader.Page.GetByLabel("Time zone")).ToHaveValueAsync(script ? "Europe/Berlin" : "UTC");

        await reader.Page.GetByLabel("Addresses").FillAsync("ada.example.org");
        await reader.Button("Set the alert").ClickAsync();
        await Expect(reader.Page.GetByLabel("Addresses")).ToHaveAttributeAsync("aria-invalid", "true");

        await reader.Page.GetByLabel("Addresses").FillAsync(Address);
        await reader.Button("Try these settings").ClickAsync();
        await Expect(reader.Page.GetByText("The fullest mail")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText($"{News} 1")).ToBeVisibleAsync();
        Assert.Equal(0, await reader.Service.ReadAsync<int>("SELECT COUNT(*) FROM alerts"));

        await reader.Button("Set the alert").ClickAsync();
        await reader.IsAtAsync("One step left");
    }

    private static async Task ConfirmAsync(Reader reader, bool script)
    {
        await reader.OpenMailAsync();
        await reader.Link("Confirm this alert").ClickAsync();
        await reader.IsAtAsync("Confirm your alert");
        // 72 hours from the 16th of March, 06:00 UTC, by the clock of the alert.
        await Expect(reader.Page.GetByText($"this link works until 19 Mar 2026, {(script ? "07:0" : "06:0")}")).ToBeVisibleAsync();
        Assert.Equal("pending", await StateAsync(reader));
        await reader.Button("Confirm this alert").ClickAsync();
        await reader.IsAtAsync("Your alert is confirmed");
        Assert.Equal("active", await StateAsync(reader));
    }

    private static async Task<string> ReadAsync(Reader reader)
    {
        var digest = await reader.OpenMailAsync();
        Assert.Contains("SERT", digest.Subject, StringComparison.Ordinal);
        await Expect(reader.Page.GetByText($"{News} 2")).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText($"{News} 1")).ToHaveCountAsync(0);
        return reader.Page.Url;
    }

    private static async Task MuteAsync(Reader reader)
    {
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "mute" }).First.ClickAsync();
        Assert.Equal(0, await reader.Service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'muted'"));
        await reader.Button("Mute").ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("is muted");
        Assert.Equal(1, await reader.Service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'muted'"));
    }

    // Pausing, leaving and coming back need a link of their own, since digests get forwarded.
    private static async Task ManageAsync(Reader reader, string digest)
    {
        await reader.Page.GotoAsync(digest);
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Unsubscribe" }).First.ClickAsync();
        await reader.IsAtAsync("Unsubscribe");
        await reader.Button("Send me a manage link").ClickAsync();
        await reader.OpenMailAsync();
        await reader.Link("Manage this alert").ClickAsync();
        await reader.IsAtAsync("SERT weekly");
        await Expect(reader.Page.GetByText($"{Address} · this link works until 18 Mar 2026")).ToBeVisibleAsync();

        await reader.Page.GetByLabel("Until").FillAsync("2026-12-24");
        await reader.Button("Pause").ClickAsync();
        await Expect(reader.Page.GetByText("24 Dec 2026")).ToBeVisibleAsync();
        Assert.Equal("paused", await StateAsync(reader));

        await reader.Button("Unsubscribe").ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You are unsubscribed");
        Assert.Equal("left", await StateAsync(reader));
        await reader.Button("Subscribe again").ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You are subscribed again");
        Assert.NotEqual("left", await StateAsync(reader));
    }

    private static async Task EraseAsync(Reader reader)
    {
        await reader.Link("Erase everything …").ClickAsync();
        await reader.Button("Erase everything").ClickAsync();
        await reader.IsAtAsync("Everything is erased");
        Assert.Equal(0, await reader.Service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM subscribers) + (SELECT COUNT(*) FROM alerts) + (SELECT COUNT(*) FROM digests)"));
    }

    private static async Task TellAsync(TestService service, int number)
    {
        service.Clock.Jump(TimeSpan.FromDays(1));
        service.Model.PubMed.Add(Sample.Article(95_000_000 + number, service.Model.Today) with { Title = $"{News} {number}" });
        service.Model.Trials.Change(Sample.TrialNumber(number), trial => trial with { OverallStatus = "TERMINATED", WhyStopped = "Slow recruitment (made up)" });
        await service.CheckAsync();
    }

    private static Task<string> StateAsync(Reader reader) => reader.Service.ReadAsync<string>("SELECT state FROM alerts");
}
