using System.Net;
using TargetAlerts.Checks;
using TargetAlerts.Settings;
using TargetAlerts.Sources.Http;
using TargetAlerts.Upstreams;

namespace TargetAlerts.Tests.Sources.Feeds;

/// <summary>Addresses that people give lead nowhere but to public hosts (MAIL-AND-SAFETY section 5, "SSRF").</summary>
public sealed class FeedAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Addresses_of_private_networks_are_not_public(string address) => Assert.False(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void Others_are(string address) => Assert.True(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://feeds.example.org/rss.xml", true)]
    [InlineData("http://feeds.example.org/rss.xml", false)]
    [InlineData("https://feeds.example.org:8443/rss.xml", false)]
    [InlineData("https://ada:secret@feeds.example.org/rss.xml", false)]
    [InlineData("https://127.0.0.1/rss.xml", false)]
    [InlineData("https://2130706433/rss.xml", false)]
    [InlineData("https://0x7f.1/rss.xml", false)]
    [InlineData("https://[::ffff:a9fe:a9fe]/rss.xml", false)]
    public void An_address_is_judged_when_it_is_set(string address, bool good)
    {
        Dictionary<string, string?> given = new() { ["Sources:feeds:Feeds:Made-up news"] = address };

        if (good) Assert.Equal(new Uri(address), SettingsReader.Read("/nowhere", given).Sources["feeds"].Feeds["Made-up news"]);
        else Assert.Contains("must be a public https address", Assert.Throws<UsageException>(() => SettingsReader.Read("/nowhere", given)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_ones_own_network_more_is_allowed_but_never_a_password()
    {
        Dictionary<string, string?> given = new() { ["Sources:feeds:AllowPrivateAddresses"] = "true", ["Sources:feeds:Feeds:Own"] = "http://192.168.1.7:8080/rss" };
        Assert.Equal("192.168.1.7", SettingsReader.Read("/nowhere", given).Sources["feeds"].Feeds["Own"].Host);

        given["Sources:feeds:Feeds:Own"] = "http://ada:secret@192.168.1.7/rss";

        Assert.Throws<UsageException>(() => SettingsReader.Read("/nowhere", given));
    }

    [Theory]
    [InlineData("a'b", "https://feeds.example.org/", "named with at most 60")]
    [InlineData("News", "feeds.example.org", "must be an http or https address")]
    public void A_wrong_name_or_address_is_told(string name, string address, string said) =>
        Assert.Contains(said, Assert.Throws<UsageException>(() => SettingsReader.Read("/nowhere", new Dictionary<string, string?> { [$"Sources:feeds:Feeds:{name}"] = address })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://localhost/rss.xml")]
    [InlineData("https://127.0.0.1/rss.xml")]
    public async Task A_name_that_leads_into_the_private_network_is_not_connected_to(string address)
    {
        await using var service = await News.StartAsync(_ => { });
        service.Options.Sources[News.Source].AllowPrivateAddresses = false;
        service.Options.Sources[News.Source].Feeds["Inside"] = new Uri(address);

        var report = await service.CheckOneAsync(News.Source);

        Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
        Assert.Contains("is an address of a private network", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_looked_at()
    {
        await using var service = await News.KnownAsync();
        service.Model.Feeds.Put("new.xml", new() { Entries = [News.Entry(1), News.Entry(20)] });
        service.Model.Feeds.Change(News.Path, page => page with { MovedTo = "new.xml" });
        Assert.Equal(1, (await service.NextAsync()).Added);
        var before = await service.StandingAsync();

        foreach (var (target, said) in new[] { ("http://ada:secret@127.0.0.1/", "it holds a name or a password"), ("ftp://news.example/", "it is neither http nor https"), (News.Path, "it redirects more than 5 times") })
        {
            service.Model.Feeds.Change(News.Path, page => page with { MovedTo = target });
            var report = await service.NextAsync();
            Assert.Equal(CheckOutcome.Unavailable, report.Outcome);
            Assert.Contains(said, report.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(before, await service.StandingAsync());
        Assert.All(service.Upstream.Log.Requests, request => Assert.Equal(UpstreamSource.Feeds, request.Source));
    }
}
