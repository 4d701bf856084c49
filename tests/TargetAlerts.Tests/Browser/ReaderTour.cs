using Microsoft.Playwright;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Web;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Browser;

/// <summary>Every page that a reader can come to, in every state it has; the window stands at each while its name is looked at.</summary>
internal static class ReaderTour
{
    public static async IAsyncEnumerable<string> WalkAsync(Reader reader)
    {
        var (service, page) = (reader.Service, reader.Page);
        var alert = await MadeUpMonths.PassAsync(service);

        await foreach (var name in At("/", "home")) yield return name;
        await foreach (var name in At("/?q=nothing+like+that", "home-not-found")) yield return name;
        await foreach (var name in At("/help", "help")) yield return name;
        await foreach (var name in At("/targets/SERT", "target")) yield return name;
        foreach (var details in await page.Locator("summary").AllAsync()) await details.ClickAsync();
        yield return "target-numbers";
        await foreach (var name in At("/targets/SERT?kind=trial&severity=high&source=pubmed", "target-none-of-this-choice")) yield return name;
        await foreach (var name in At($"/targets/{MadeUpMonths.Empty}", "target-no-data")) yield return name;

        await foreach (var name in At("/alert", "set")) yield return name;
        await page.GetByLabel("Addresses").FillAsync("ada.example.org");
        await page.Locator("input[name=target]").FillAsync("nothing like that");
        await page.GetByLabel("Time zone").FillAsync("Mars/Olympus");
        await reader.Button("Set the alert").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "set-faults";
        await foreach (var name in At("/alert?target=SERT", "set-back-test")) yield return name;
        await page.GetByLabel("Addresses").FillAsync("dora@example.org");
        await reader.Button("Set the alert").ClickAsync();
        await reader.IsAtAsync("One step left");
        yield return "signed-up";
        await reader.OpenMailAsync();
        await reader.Link("Confirm this alert").ClickAsync();
        await reader.IsAtAsync("Confirm your alert");
        yield return "confirm";
        await reader.Button("Confirm this alert").ClickAsync();
        await reader.IsAtAsync("Your alert is confirmed");
        yield return "confirmed";
        await page.GoBackAsync();
        await page.ReloadAsync();
        yield return "confirm-again";
        service.Options.Web.SignUp = SignUpRule.Closed;
        await foreach (var name in At("/alert", "set-closed")) yield return name;
        service.Options.Web.SignUp = SignUpRule.Open;

        await foreach (var name in AlertPagesAsync(reader, alert)) yield return name;
        await foreach (var name in LeavingAsync(reader, alert)) yield return name;

        await foreach (var name in At("/nowhere", "not-found")) yield return name;
        await service.Get<TargetAlerts.Storage.Database>().WriteAsync(connection => Dapper.SqlMapper.ExecuteAsync(connection, "ALTER TABLE records RENAME TO away"), TestContext.Current.CancellationToken);
        await foreach (var name in At("/targets/SERT", "fault")) yield return name;

        async IAsyncEnumerable<string> At(string path, string name)
        {
            await reader.OpenAsync(path);
            yield return name;
        }
    }

    private static async IAsyncEnumerable<string> AlertPagesAsync(Reader reader, string alert)
    {
        var (service, page) = (reader.Service, reader.Page);
        await reader.OpenAsync(service.Manage(alert, "manage"));
        yield return "manage";
        await page.GetByLabel("Mute a record").FillAsync("NCT00000000");
        await reader.Button("Mute").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "manage-faults";
        await page.GetByLabel("Mute a record").FillAsync(Sample.TrialNumber(3));
        await page.GetByLabel("Mute a fact").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.GetByLabel("Mute a source").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await reader.Button("Mute").ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        yield return "manage-muted";
        await page.GetByLabel("Until").FillAsync("2026-12-24");
        await reader.Button("Pause").ClickAsync();
        await reader.Button("Resume").WaitForAsync();
        yield return "manage-paused";
        await reader.Button("Resume").ClickAsync();
        await page.GetByText("Resumed.").WaitForAsync();

        await reader.OpenAsync(service.Manage(alert, "change"));
        yield return "change";
        await reader.Button("Try these settings").ClickAsync();
        await page.GetByText("The fullest mail").WaitForAsync();
        yield return "change-back-test";
        await page.Locator("input[name=target]").FillAsync("");
        await reader.Button("Save").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "change-faults";

        await reader.OpenAsync(service.Manage(alert, "archive"));
        yield return "archive";
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^No\\. \\d+$") }).First.ClickAsync();
        yield return "digest";
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^mute", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First.ClickAsync();
        yield return "mute";
        await reader.Button("Mute").ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        yield return "mute-done";
        await reader.OpenAsync(service.Manage(alert, "erase"));
        yield return "erase";
    }

    private static async IAsyncEnumerable<string> LeavingAsync(Reader reader, string alert)
    {
        var (service, page) = (reader.Service, reader.Page);
        await reader.OpenAsync(RunningWeb.PathOf(service.Get<Links>().Unsubscribe(alert)));
        yield return "unsubscribe";
        await reader.Button("Send me a manage link").ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        yield return "manage-link-sent";
        await reader.OpenMailAsync();
        yield return "mail-manage-link";
        await reader.OpenAsync(RunningWeb.PathOf(service.Get<Links>().Unsubscribe(alert)));
        await reader.Button("Unsubscribe").ClickAsync();
        await reader.IsAtAsync("You are unsubscribed");
        yield return "unsubscribed";
        await reader.OpenAsync(service.Manage(alert, "manage"));
        yield return "manage-left";
        // A form that is not as we made it.
        await reader.OpenAsync(service.Manage(alert, "manage"));
        await page.Locator("input[name=do][value=return]").EvaluateAsync("field => field.value = 'made up'");
        await reader.Button("Subscribe again").ClickAsync();
        await reader.IsAtAsync("This could not be understood");
        yield return "refused";
        var expired = service.Manage(alert, "manage");
        await reader.OpenAsync(service.Manage(alert, "erase"));
        await reader.Button("Erase everything").ClickAsync();
        await reader.IsAtAsync("Everything is erased");
        yield return "erased";
        service.Clock.Jump(TimeSpan.FromHours(25));
        await reader.OpenAsync(expired);
        await reader.IsAtAsync("There is nothing at this address");
        yield return "link-expired";
    }
}
