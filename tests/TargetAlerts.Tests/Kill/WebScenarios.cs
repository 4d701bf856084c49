using System.Text.RegularExpressions;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Kill;

/// <summary>Deaths of the running service while a page is asked for something; whoever asked asks again.</summary>
internal static partial class WebScenarios
{
    public static async Task<Verdict> ConfirmAsync(KillWorld world)
    {
        const string Dan = "dan@example.org";
        await world.DoAsync("alerts", "add", "--target", "SERT", "--frequency", "daily", "--email", Dan);
        await world.DeliverAsync();
        var link = LinkIn(world.Relay.Taken.Last(), "confirm");
        for (var done = false; !done;) await world.VisitAsync(async browser =>
        {
            var fields = Field().Matches(await browser.GetStringAsync(link)).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            await PostAsync(browser, link, fields);
            done = true;
        });
        world.Expected[Dan] = [];
        return await Scenarios.NewsAsync(world);
    }

    public static async Task<Verdict> UnsubscribeAsync(KillWorld world)
    {
        world.Happen(1);
        await world.TellAsync();
        var link = LinkIn(world.Relay.Taken.Last(mail => mail.Recipient == Subscribers.Ada), "unsubscribe");
        for (var done = false; !done;) await world.VisitAsync(async browser =>
        {
            await PostAsync(browser, link, new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
            done = true;
        });
        // What she got is hers; nothing more comes.
        var had = world.Expected[Subscribers.Ada];
        world.Expected.Remove(Subscribers.Ada);
        world.Happen(2);
        await world.TellAsync();
        world.Expected[Subscribers.Ada] = had;
        return world.Reconcile();
    }

    private static async Task PostAsync(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(path, form);
        answer.EnsureSuccessStatusCode();
    }

    private static string LinkIn(Accepted mail, string verb) =>
        Regex.Match(Reconciliation.Read(mail.Raw).TextBody!, $@"http://127\.0\.0\.1:\d+(/a/\S+/{verb})").Groups[1].Value;

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
