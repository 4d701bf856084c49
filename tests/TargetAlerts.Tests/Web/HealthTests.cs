using System.Net;
using Dapper;

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
