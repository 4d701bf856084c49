using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Tests.Web.Admin;

/// <summary>Who gets in, and that nobody else does.</summary>
public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_the_pages_for_eight_hours_and_until_signing_out()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.OpenAsync(service);

        var (status, _, to) = await browser.SignInAsync("ANNA", AdminBrowser.Password, "/admin/sign-in?to=%2Fadmin%2Faudit%3Fq%3Danna");

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/audit?q=anna"), (status, to));
        Assert.Contains("signed in", await browser.ReadAsync("/admin/audit"), StringComparison.Ordinal);
        service.Clock.Jump(TimeSpan.FromHours(7.9));
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/admin", Stop)).StatusCode);
        service.Clock.Jump(TimeSpan.FromHours(0.2));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Client.GetAsync("/admin", Stop)).StatusCode);

        await browser.SignInAsync(AdminBrowser.Name, AdminBrowser.Password);
        Assert.Equal("/admin/sign-in", (await browser.PressAsync("/admin", "Sign out anna</button>")).To);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Client.GetAsync("/admin", Stop)).StatusCode);
        Assert.Equal(["signed in", "signed in", "signed out"], await service.ListAsync<string>("SELECT action FROM audit WHERE actor = 'admin:anna' ORDER BY action"));
    }

    [Fact]
    public async Task The_cookie_is_for_the_admin_pages_alone_and_for_no_script()
    {
        await using var service = await TestService.StartAsync(configure: options =>
        {
            AdminBrowser.Configure(options);
            options.Web.PublicUrl = "https://alerts.example.org/base";
        });
        await using var browser = await AdminBrowser.OpenAsync(service);
        using var shown = await browser.Stranger.GetAsync("/admin/sign-in", Stop);
        var ticket = System.Text.RegularExpressions.Regex.Match(await shown.Content.ReadAsStringAsync(Stop), "RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/sign-in") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = AdminBrowser.Name, ["password"] = AdminBrowser.Password, ["__RequestVerificationToken"] = ticket }) };
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").First().Split(';')[0]);

        using var answer = await browser.Stranger.SendAsync(request, Stop);

        Assert.Equal("/base/admin", answer.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.Contains("admin", StringComparison.Ordinal));
        Assert.StartsWith("__Secure-targetalerts-admin=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/base/admin; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_names_and_wrong_passwords_get_the_same_answer_in_like_time()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.OpenAsync(service);
        await browser.ReadAsync("/admin/sign-in");
        var spans = new Dictionary<string, List<TimeSpan>> { ["anna"] = [], ["nobody"] = [] };
        var pages = new HashSet<string>();

        for (var time = 0; time < 3; time++)
        {
            foreach (var name in spans.Keys)
            {
                var watch = Stopwatch.StartNew();
                var (status, page, _) = await browser.SignInAsync(name, "not the password at all");
                spans[name].Add(watch.Elapsed);
                Assert.Equal(HttpStatusCode.BadRequest, status);
                pages.Add(System.Text.RegularExpressions.Regex.Replace(page, "value=\"[^\"]*\"", ""));
                service.Clock.Jump(TimeSpan.FromMinutes(2));
            }
        }

        Assert.Single(pages);
        // Deriving the key is nearly all of it: without it for unknown names the ratio is above 20.
        Assert.InRange(spans["anna"].Min() / spans["nobody"].Min(), 0.2, 5);
        Assert.Equal(3, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'sign-in failed' AND actor = 'admin:anna'"));
        Assert.Equal(0, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit WHERE COALESCE(detail, '') || actor || subject LIKE '%nobody%'"));
    }

    [Fact]
    public async Task After_five_failures_in_a_minute_even_the_right_password_waits()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.OpenAsync(service);
        for (var time = 0; time < 5; time++) Assert.Equal(HttpStatusCode.BadRequest, (await browser.SignInAsync(time % 2 == 0 ? "anna" : "nobody", "not the password at all")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(AdminBrowser.Name, AdminBrowser.Password)).Status);
        service.Clock.Jump(TimeSpan.FromSeconds(15));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(AdminBrowser.Name, AdminBrowser.Password)).Status);
        service.Clock.Jump(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync(AdminBrowser.Name, AdminBrowser.Password)).Status);
    }

    [Fact]
    public void A_name_is_limited_from_wherever_it_is_tried_and_a_network_whatever_it_tries()
    {
        var limits = new SignInLimits(new TestClock(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero)));

        Assert.All(Enumerable.Range(0, 5), at => Assert.True(limits.TryBegin($"network {at}", "anna")));
        Assert.False(limits.TryBegin("another network", "Anna"));
        Assert.All(Enumerable.Range(0, 5), at => Assert.True(limits.TryBegin("one network", $"name {at}")));
        Assert.False(limits.TryBegin("one network", "another name"));
    }

    [Theory]
    [InlineData("https://elsewhere.example.org/")]
    [InlineData("//elsewhere.example.org/admin")]
    [InlineData("/admin//elsewhere.example.org")]
    [InlineData("/admin/\\elsewhere")]
    [InlineData("/targets/SERT")]
    [InlineData("/admin/sign-out")]
    public async Task Signing_in_leads_nowhere_but_to_the_admin_pages(string to)
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.OpenAsync(service);

        Assert.Equal("/admin", (await browser.SignInAsync(AdminBrowser.Name, AdminBrowser.Password, "/admin/sign-in?to=" + Uri.EscapeDataString(to))).To);
    }

    [Fact]
    public async Task A_changed_password_ends_what_was_signed_in_with_the_old_one()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var browser = await AdminBrowser.SignedInAsync(service);

        service.Options.Web.Admin[AdminBrowser.Name] = AdminPassword.Keep("another made-up password");

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Client.GetAsync("/admin", Stop)).StatusCode);
    }

    [Fact]
    public async Task Without_a_session_every_route_leads_to_the_sign_in_and_without_credentials_there_is_none()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        await using var pages = await service.ServeAsync();
        var routes = pages.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (Method: method, Path: route.RoutePattern.RawText!.Replace("{name}", "pubmed", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal).Replace("{symbol}", "SERT", StringComparison.Ordinal)))).ToList();
        Assert.True(routes.Count > 30);

        foreach (var (method, path) in routes.Where(route => route.Path != "/admin/sign-in"))
        {
            using var request = new HttpRequestMessage(new(method), path) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
            using var answer = await pages.Client.SendAsync(request, Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.ToString().StartsWith("/admin/sign-in?to=", StringComparison.Ordinal), $"{method} {path}: {answer.StatusCode}");
        }
        using var program = new HttpRequestMessage(HttpMethod.Get, "/admin");
        program.Headers.Add("Accept", "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await pages.Client.SendAsync(program, Stop)).StatusCode);

        service.Options.Web.Admin.Clear();
        await using var none = await service.ServeAsync();
        foreach (var (method, path) in routes)
        {
            using var request = new HttpRequestMessage(new(method), path) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
            Assert.Equal(HttpStatusCode.NotFound, (await none.Client.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task Forms_that_are_not_ours_change_nothing()
    {
        await using var service = await TestService.StartAsync(configure: AdminBrowser.Configure);
        var alert = await service.AddAlertAsync();
        await using var browser = await AdminBrowser.SignedInAsync(service);
        var before = await service.ReadAsync<int>("SELECT COUNT(*) FROM audit");

        foreach (var path in new[] { "/admin/sources/pubmed/check", "/admin/schedule", "/admin/quarantine", $"/admin/alerts/{alert}", "/admin/deliveries/resend", "/admin/deliveries/lift", "/admin/targets/SERT", "/admin/sign-out" })
        {
            var (status, page, _) = await browser.PostAsync(path, new Dictionary<string, string> { ["do"] = "remove" });
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains("Nothing was changed", page, StringComparison.Ordinal);
        }
        // With the ticket of a page, but from elsewhere.
        browser.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example.org");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PressAsync($"/admin/alerts/{alert}", "value=\"remove\"")).Status);
        Assert.Equal(before, await service.ReadAsync<int>("SELECT COUNT(*) FROM audit"));
        Assert.Equal("active", await service.ReadAsync<string>("SELECT state FROM alerts"));
    }
}
