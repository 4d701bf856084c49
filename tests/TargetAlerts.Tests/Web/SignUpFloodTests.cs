using System.Net;

namespace TargetAlerts.Tests.Web;

/// <summary>Subscription bombing (M3AAWG; MAIL-AND-SAFETY section 6): whoever floods the form, an address gets one mail a day, and the rest of the site answers.</summary>
public sealed class SignUpFloodTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public Task Two_hundred(DatabaseKind database) => FloodAsync(database, 200, perHour: 40);

    [Theory(Explicit = true)]
    [Trait("Long", "signups")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public Task Two_thousand(DatabaseKind database) => FloodAsync(database, 2_000, perHour: 200);

    [Fact]
    public async Task Nobody_is_believed_who_is_not_a_configured_proxy()
    {
        await using var service = await TestService.StartAsync();
        await using var pages = await service.ServeAsync();
        var flood = new SignUpFlood(pages);

        await flood.RunAsync(12, from: number => $"198.51.100.{number}", address: number => $"reader{number}@example.org");

        Assert.Equal((5, 7), (flood.Accepted.Values.Sum(), flood.Refused));
        Assert.Equal(5, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task A_form_with_many_addresses_counts_each_and_a_refused_one_counts_none()
    {
        await using var service = await TestService.StartAsync(configure: options => options.Web.Proxies = "127.0.0.1");
        await using var pages = await service.ServeAsync();
        var flood = new SignUpFlood(pages);

        Assert.Equal(HttpStatusCode.BadRequest, await flood.SignUpAsync("198.51.100.1", "a@example.org,b@example.org,c@example.org,d@example.org,e@example.org,f@example.org"));
        Assert.Equal(HttpStatusCode.OK, await flood.SignUpAsync("198.51.100.1", "a@example.org,b@example.org,c@example.org"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await flood.SignUpAsync("198.51.100.1", "d@example.org,e@example.org,f@example.org"));
        Assert.Equal(HttpStatusCode.OK, await flood.SignUpAsync("198.51.100.1", "d@example.org,e@example.org"));
        Assert.Equal(5, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages"));
    }

    private static async Task FloodAsync(DatabaseKind database, int count, int perHour)
    {
        await using var service = await TestService.StartAsync(database: database, configure: options => (options.Web.Proxies, options.Web.SignUpsPerHour) = ("127.0.0.1, ::1", perHour));
        await using var pages = await service.ServeAsync();
        var flood = new SignUpFlood(pages);
        var quarter = count / 4;

        // One network, with whatever it claims to stand before it; one /64; then ever new networks that bomb few addresses, and many.
        await flood.RunAsync(quarter, from: number => $"192.0.2.{number % 250}, 203.0.113.7", address: number => $"one{number}@example.org");
        await flood.RunAsync(quarter, from: number => $"2001:db8:0:1::{number:x}", address: number => $"six{number}@example.org");
        await flood.RunAsync(quarter, from: number => $"10.1.{number / 250}.{number % 250}", address: number => $"victim{number % 5}@example.org");
        Assert.Equal([5, 5], new[] { ", 203.0.113.7", "2001:db8:0:1::" }.Select(one => flood.Accepted.Where(network => network.Key.Contains(one, StringComparison.Ordinal)).Sum(network => network.Value)));
        await flood.RunAsync(quarter, from: number => $"10.2.{number / 250}.{number % 250}", address: number => $"many{number}@example.org");

        Assert.Equal(perHour, flood.Accepted.Values.Sum());
        Assert.Equal(count - perHour, flood.Refused);
        Assert.Equal(perHour, Assert.Single(flood.Answers).Value);
        Assert.Equal((count / 10, count / 10), flood.Reads);
        Assert.Equal(1, await MostAsync(service));
        Assert.Equal(HttpStatusCode.TooManyRequests, await flood.SignUpAsync("198.51.100.1", "late@example.org"));

        // The hour after, somebody else gets in; the address that was bombed gets no second mail that day, and three in all.
        service.Clock.Jump(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, await flood.SignUpAsync("198.51.100.1", "late@example.org"));
        Assert.Equal(1, await service.ReadAsync<int>("SELECT COUNT(*) FROM messages WHERE recipient = 'late@example.org'"));
        Assert.Equal(HttpStatusCode.OK, await flood.SignUpAsync("198.51.100.2", "victim0@example.org"));
        await service.Get<AlertRun>().MaintainAsync(Stop);
        Assert.Equal(1, await MostAsync(service));
        for (var day = 0; day < 5; day++)
        {
            service.Clock.Jump(TimeSpan.FromHours(25));
            Assert.Equal(HttpStatusCode.OK, await flood.SignUpAsync("198.51.100.2", "Victim0@example.org"));
            // What waits for its mail gets it here, within the same limits.
            await service.Get<AlertRun>().MaintainAsync(Stop);
        }
        Assert.Equal(3, await MostAsync(service));
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} sign-ups on {database}: {perHour} taken, {flood.Refused} refused, {flood.Reads.Came} of {flood.Reads.Asked} other pages came meanwhile.");
    }

    private static Task<int> MostAsync(TestService service) => service.ReadAsync<int>("SELECT MAX(mails) FROM (SELECT COUNT(*) AS mails FROM messages WHERE kind = 'confirmation' GROUP BY LOWER(recipient)) m");
}
