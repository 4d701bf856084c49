using System.Net;
using System.Text.RegularExpressions;
using TargetAlerts.Settings;

namespace TargetAlerts.Tests.Web;

/// <summary>"Set Alert" as a browser without script uses it.</summary>
public sealed partial class SetAlertTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_with_mistakes_comes_back_filled_in_with_each_fault_beside_its_field()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();

        var (status, page) = await SendAsync(pages, ("email", "lab@example"), ("target", "SERT, NOSUCH"), ("not-term", "zebrafish"), ("zone", "Mars/Olympus"), ("do", "set"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("id=\"email-e\"", page, StringComparison.Ordinal);
        Assert.Contains("Unknown target &quot;NOSUCH&quot;", page, StringComparison.Ordinal);
        Assert.Contains("value=\"zebrafish\"", page, StringComparison.Ordinal);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM alerts) + (SELECT COUNT(*) FROM messages) + (SELECT COUNT(*) FROM watches)"));
    }

    [Fact]
    public async Task Trying_saves_nothing_and_setting_sends_one_mail_to_each_address_whoever_it_is()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();
        (string, string)[] form = [("email", "ada@example.org, ben@example.org"), ("target", "sert"), ("kind", "trial"), ("severity", "high"), ("frequency", "daily"), ("at", "07:30"), ("zone", "Europe/Berlin")];

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(pages, [.. form, ("do", "try")])).Status);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT (SELECT COUNT(*) FROM alerts) + (SELECT COUNT(*) FROM watches)"));

        var first = await SendAsync(pages, [.. form, ("do", "set")]);
        var again = await SendAsync(pages, [.. form, ("do", "set")]);
        Assert.Equal((HttpStatusCode.OK, first.Page), (again.Status, again.Page));
        Assert.Equal(2, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE kind = 'confirmation'"));
        Assert.Equal("Europe/Berlin 07:30 daily pending", await service.ReadAsync<string>("SELECT DISTINCT zone || ' ' || at_local || ' ' || frequency || ' ' || state FROM alerts"));
    }

    [Fact]
    public async Task An_address_has_no_more_alerts_than_it_may_and_a_closed_or_foreign_sign_up_is_refused()
    {
        await using var service = await TestService.StartAsync(configure: options => (options.Web.AlertsPerAddress, options.Web.SignUpsPerNetwork) = (3, 100));
        await using var pages = await service.ServeAsync();
        for (var time = 0; time < 6; time++) Assert.Equal(HttpStatusCode.OK, (await SendAsync(pages, ("email", "ada@example.org"), ("target", "SERT"), ("do", "set"))).Status);
        Assert.Equal(3, await service.ReadAsync<int>("SELECT COUNT(*) FROM alerts"));

        (service.Options.Web.SignUp, service.Options.Web.Domains) = (SignUpRule.Domains, "example.com");
        Assert.Contains("Alerts here are for addresses of example.com", (await SendAsync(pages, ("email", "ada@example.org"), ("target", "SERT"), ("do", "set"))).Page, StringComparison.Ordinal);
        service.Options.Web.SignUp = SignUpRule.Closed;
        Assert.Contains("set up by whoever runs this service", await pages.Client.GetStringAsync("/alert", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_sets_nothing()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "ada@example.org", ["target"] = "SERT", ["do"] = "set" });

        Assert.Equal(HttpStatusCode.BadRequest, (await pages.Client.PostAsync("/alert", form, Stop)).StatusCode);
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM alerts"));
    }

    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(ServedPages pages, params (string Name, string Value)[] fields)
    {
        using var shown = await pages.Client.GetAsync("/alert", Stop);
        var ticket = Ticket().Match(await shown.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alert")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", ticket))),
        };
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        using var answer = await pages.Client.SendAsync(request, Stop);
        return (answer.StatusCode, Ticket().Replace(await answer.Content.ReadAsStringAsync(Stop), ""));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();
}
