using System.Net;

namespace TargetAlerts.Tests.Web;

public sealed class HeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_carries_the_safety_headers()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var id = await web.House.NewAlertAsync(Token);
        var links = web.House.Links;

        foreach (var path in new[]
        {
            "/", "/help", "/nowhere", "/health/live", "/health/ready",
            RunningWeb.PathOf(links.Confirm(id)), RunningWeb.PathOf(links.Manage(id)), RunningWeb.PathOf(links.Manage(id)).Replace("/manage", "/change", StringComparison.Ordinal), RunningWeb.PathOf(links.Unsubscribe(id)),
        })
        {
            using var answer = await web.Browser.GetAsync(path, Token);
            Assert.Equal(
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.StartsWith("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task Only_the_page_that_has_a_script_may_run_one_and_only_from_a_file_of_ours()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();

        using var form = await pages.Client.GetAsync("/alert", Token);
        using var target = await pages.Client.GetAsync("/targets/SERT", Token);

        Assert.EndsWith("; script-src 'self'", form.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("<script src=\"/time-zone.js?v=", await form.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain("script", target.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await target.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_https_pages_say_so_and_the_cookie_is_bound_to_the_host()
    {
        await using var web = await RunningWeb.StartAsync(Token, "https://alerts.example.org/ta");
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));

        using var prefixed = await web.Robot.GetAsync(path, Token);
        using var stripped = await web.Robot.GetAsync(path["/ta".Length..], Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (prefixed.StatusCode, stripped.StatusCode));
        Assert.Equal("max-age=31536000", prefixed.Headers.GetValues("Strict-Transport-Security").Single());
        var cookie = prefixed.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-targetalerts-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("href=\"/ta/style.css?v=", await prefixed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Host_header_changes_no_link()
    {
        await using var web = await RunningWeb.StartAsync(Token, "https://alerts.example.org");
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var answer = await web.Robot.SendAsync(request, Token);

        Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", answer.Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_sheet_and_the_script_are_served_as_such()
    {
        await using var web = await RunningWeb.StartAsync(Token);

        using var answer = await web.Robot.GetAsync("/style.css", Token);
        using var script = await web.Robot.GetAsync("/time-zone.js", Token);

        Assert.Equal("text/javascript; charset=utf-8", script.Content.Headers.ContentType!.ToString());
        Assert.Equal("text/css; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromDays(1), answer.Headers.CacheControl!.MaxAge);
    }
}
