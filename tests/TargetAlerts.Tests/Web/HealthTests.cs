using System.Net;
using System.Text.Json;
using Dapper;
using TargetAlerts.Storage;
using TargetAlerts.Upstreams;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Tests.Web;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_does_not_answer_makes_the_service_unready_but_not_dead()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        Assert.Equal("ready\n", await web.Robot.GetStringAsync("/health/ready", Token));

        await web.House.Database.WriteAsync(connection => connection.ExecuteAsync("DROP TABLE settings"), Token);

        using var ready = await web.Robot.GetAsync("/health/ready", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("alive\n", await web.Robot.GetStringAsync("/health/live", Token));
    }

    [Fact]
    public async Task Health_says_what_is_wrong_to_callers_on_this_machine_alone()
    {
        await using var service = await TestService.StartAsync();
        service.Upstream.Faults.Add(new(new(UpstreamSource.PubMed), FaultKind.Status, Fault.Always));
        await service.CheckAsync();
        await using var pages = await service.ServeAsync();
        Assert.Equal("""{"healthy":true,"faults":[]}""", await pages.Client.GetStringAsync("/health", Token));

        service.Clock.Jump(TimeSpan.FromHours(25));

        using var ill = await pages.Client.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ill.StatusCode);
        using var said = JsonDocument.Parse(await ill.Content.ReadAsStringAsync(Token));
        var fault = Assert.Single(said.RootElement.GetProperty("faults").EnumerateArray());
        Assert.Equal(["key", "said", "remedy", "since"], fault.EnumerateObject().Select(member => member.Name));
        Assert.Equal("checks:pubmed", fault.GetProperty("key").GetString());
        Assert.StartsWith("2026-03-02T06:00:00", fault.GetProperty("since").GetString(), StringComparison.Ordinal);
        // What a proxy passes on comes from somebody else.
        foreach (var (header, path) in new[] { ("X-Forwarded-For", "/health"), ("Forwarded", "/health"), ("Via", "/metrics") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, "198.51.100.7");
            using var refused = await pages.Client.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        await service.Get<Database>().WriteAsync(connection => connection.ExecuteAsync("DROP TABLE watches"), Token);
        using var lost = await pages.Client.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        Assert.Contains("\"key\":\"storage\"", await lost.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_its_own_has_health_and_nothing_else_and_the_pages_have_no_health()
    {
        await using var service = await TestService.StartAsync(configure: options => options.Telemetry.Listen = "http://127.0.0.1:0");
        await using var pages = await service.ServeAsync();
        using var operators = new HttpClient { BaseAddress = new Uri(pages.App.Urls.Last()) };

        foreach (var (client, path, status) in new[]
        {
            (operators, "/health", HttpStatusCode.OK), (operators, "/health/ready", HttpStatusCode.OK), (operators, "/", HttpStatusCode.NotFound), (operators, "/targets/SERT", HttpStatusCode.NotFound),
            (pages.Client, "/health", HttpStatusCode.NotFound), (pages.Client, "/metrics", HttpStatusCode.NotFound), (pages.Client, "/health/ready", HttpStatusCode.OK), (pages.Client, "/", HttpStatusCode.OK),
        })
        {
            using var answer = await client.GetAsync(path, Token);
            Assert.True(status == answer.StatusCode, $"{client.BaseAddress}{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_fault_shows_a_plain_page_without_its_cause()
    {
        await using var web = await RunningWeb.StartAsync(Token);
        var path = RunningWeb.PathOf(web.House.Links.Unsubscribe(await web.House.NewAlertAsync(Token)));
        await web.House.Database.WriteAsync(connection => connection.ExecuteAsync("DROP TABLE alerts"), Token);

        using var answer = await web.Robot.GetAsync(path, Token);

        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something failed on our side", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alerts a", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
