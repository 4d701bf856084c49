using Microsoft.Playwright;
using TargetAlerts.Tests.Web.Admin;

namespace TargetAlerts.Tests.Browser;

/// <summary>Every page of an admin, while there is something to see to; see <see cref="ReaderTour"/>.</summary>
internal static class AdminTour
{
    public static async IAsyncEnumerable<string> WalkAsync(Reader reader)
    {
        var page = reader.Page;
        var alert = await MadeUpMonths.PassAsync(reader.Service);
        await MadeUpMonths.TroubleAsync(reader.Service);

        await reader.OpenAsync("/admin");
        yield return "admin-sign-in";
        await SignInAsync("wrong");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "admin-sign-in-refused";
        await SignInAsync(AdminBrowser.Password);
        await reader.IsAtAsync("Sources");
        yield return "admin-sources";

        foreach (var (path, name) in new[]
        {
            ("sources/pubmed", "source-down"), ("sources/clinicaltrials", "source-held"), ("sources/rcsb", "source"), ("schedule?said=schedule", "schedule"), ("quarantine", "quarantine"), ("alerts", "alerts"), ("alerts?q=nobody", "alerts-none"),
            ($"alerts/{alert}", "alert"), ("deliveries", "deliveries"), ("targets", "targets"), ("targets/SERT", "target"), ("audit", "audit"),
        })
        {
            await reader.OpenAsync("/admin/" + path);
            yield return "admin-" + name;
        }

        await reader.OpenAsync("/admin/schedule");
        await page.Locator("input[name=source-pubmed]").FillAsync("hourly");
        await FaultyAsync("Save");
        yield return "admin-schedule-faults";
        await reader.OpenAsync("/admin/deliveries");
        await page.Locator("input[name=email]").FillAsync("nobody@example.org");
        await FaultyAsync("Lift");
        yield return "admin-deliveries-faults";
        await reader.OpenAsync($"/admin/alerts/{alert}");
        await page.GetByLabel("New address").FillAsync("made up");
        await FaultyAsync("Move to this address");
        yield return "admin-alert-faults";
        await reader.OpenAsync("/admin/targets/SERT");
        await page.GetByLabel("Another name").FillAsync("made-up transporter");
        await reader.Button("Show the effect").ClickAsync();
        await page.GetByText("What it would change").WaitForAsync();
        yield return "admin-target-effect";
        await page.GetByLabel("Another name").FillAsync("…");
        await FaultyAsync("Save");
        yield return "admin-target-faults";
        await reader.Button("Remove SERT").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "admin-target-remove-refused";
        // Decided from a page that showed another result.
        await reader.OpenAsync("/admin/quarantine");
        await page.Locator("input[name=check]").First.EvaluateAsync("field => field.value = 'another'");
        await reader.Button("Discard").ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        yield return "admin-not-done";
        await reader.OpenAsync("/admin/quarantine");
        await reader.Button("Discard").ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        yield return "admin-quarantine-empty";

        async Task SignInAsync(string password)
        {
            await page.GetByLabel("Name").FillAsync(AdminBrowser.Name);
            await page.GetByLabel("Password").FillAsync(password);
            await reader.Button("Sign in").ClickAsync();
        }

        async Task FaultyAsync(string button)
        {
            await reader.Button(button).ClickAsync();
            await page.Locator("[aria-invalid=true]").First.WaitForAsync();
        }
    }
}
