using System.Net;

namespace TargetAlerts.Tests.Web;

/// <summary>GET, HEAD and OPTIONS change nothing; scanners open every link of every mail (RFC 9110 section 9.2.1).</summary>
public sealed class ReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_every_link_three_times_changes_nothing(bool confirmed)
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token, confirmed: confirmed);
        var before = await web.House.StateAsync(Token);
        string[] links = [web.House.Links.Confirm(id), web.House.Links.Manage(id), web.House.Links.Manage(id).Replace("/manage", "/change", StringComparison.Ordinal), web.House.Links.Unsubscribe(id)];

        foreach (var client in new[] { web.Browser, web.Robot })
            foreach (var path in links.Select(RunningWeb.PathOf))
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
                    for (var time = 0; time < 3; time++)
                    {
                        using var request = new HttpRequestMessage(method, path);
                        using var answer = await client.SendAsync(request, Token);
                        Assert.Equal(method == HttpMethod.Options ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.OK, answer.StatusCode);
                    }

        Assert.Equal(before, await web.House.StateAsync(Token));
    }

    [Fact]
    public async Task Unknown_expired_forged_and_misused_links_get_the_same_page()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var links = web.House.Links;
        var (confirm, manage, unsubscribe) = (RunningWeb.PathOf(links.Confirm(id)), RunningWeb.PathOf(links.Manage(id)), RunningWeb.PathOf(links.Unsubscribe(id)));
        var gone = RunningWeb.PathOf(links.Unsubscribe("nosuchalert"));
        web.House.Time.Advance(TimeSpan.FromHours(73));
        var pages = new HashSet<string>();

        foreach (var path in new[]
        {
            "/nowhere", "/no/file.txt", "/a/x/confirm", "/a/x/manage", "/a/x/unsubscribe", confirm, manage, gone,
            unsubscribe.Replace("/unsubscribe", "/manage", StringComparison.Ordinal),
            unsubscribe.Replace("/unsubscribe", "/confirm", StringComparison.Ordinal),
            unsubscribe.Replace("/unsubscribe", "0/unsubscribe", StringComparison.Ordinal),
        })
        {
            using var answer = await web.Robot.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            pages.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        var page = Assert.Single(pages);
        Assert.Contains("A link to confirm works for 72 hours", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await web.Robot.GetAsync(unsubscribe, Token)).StatusCode);
    }

    [Fact]
    public async Task Nothing_typed_reaches_a_page_as_markup()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var added = await web.House.Desk.AddAsync(
            new() { Emails = ["ada@example.org"], Targets = ["SERT"], Terms = ["<script>alert(1)</script>"], Confirmed = true }, Token);

        var page = await web.Robot.GetStringAsync(RunningWeb.PathOf(web.House.Links.Manage(added.Single().Id)), Token);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }
}
