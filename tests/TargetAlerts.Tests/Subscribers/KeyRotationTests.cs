using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Delivery;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Digests;

namespace TargetAlerts.Tests.Subscribers;

/// <summary>Another link key, and what was made with the former: links in mails that were sent, suppressions, envelope senders.</summary>
public sealed class KeyRotationTests
{
    private const string Second = "the second key, of at least 32 characters", Third = "the third key, which has 32 characters too";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_every_former_key_made_still_holds(DatabaseKind database)
    {
        var papers = new ListSource("list-papers", RecordKind.Publication);
        await using var service = await TestService.StartAsync(database: database, sources: [], register: services => services.AddSingleton<ITargetSource>(papers));
        await service.CheckAsync();
        var first = await MailedAsync(service, papers, "ada@example.org");
        await service.Get<Bounces>().SuppressAsync("gone@example.org", "made up", Stop);
        var envelope = service.Get<BounceToken>().LocalPart(OutgoingMail.NewId());

        // The key that was made and kept by the service gives way to one of the settings, that one to the next.
        service.Options.Web.LinkKey = Second;
        string second;
        await using (var pages = await service.ServeAsync()) second = new Uri(pages.App.Services.GetRequiredService<Links>().Unsubscribe(first.Alert)).AbsolutePath;
        service.Options.Web.LinkKey = Third;
        await using (var forgetful = await service.ServeAsync()) Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(forgetful, second));
        service.Options.Web.OldLinkKeys["2026"] = Second;
        await using var rotated = await service.ServeAsync();
        var held = rotated.App.Services;

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(rotated, second));
        Assert.Empty((await held.GetRequiredService<SubscriberExport>().ReadAsync((await service.Get<AlertStore>().FindAsync(first.Alert, Stop))!.SubscriberId, Stop))!.Bounces);
        Assert.True(await held.GetRequiredService<Bounces>().IsSuppressedAsync("gone@example.org", Stop));
        Assert.True(held.GetRequiredService<BounceToken>().TryRead(envelope, out _));
        // As a mail program does from the header of the old mail.
        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await rotated.Client.PostAsync(first.Link, oneClick, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(AlertState.Left, (await service.Get<AlertStore>().FindAsync(first.Alert, Stop))!.State);
    }

    [Fact]
    public async Task The_limits_of_an_address_outlast_the_key()
    {
        await using var house = new AlertHouse();
        await house.NewAlertAsync(Stop, confirmed: false);
        Assert.Single(house.Mails);
        await using var later = house.Again(new LinkKey("another key of at least 32 characters", AlertHouse.Secret));

        await later.GetRequiredService<AlertDesk>().AddAsync(new AlertRequest { Emails = ["Ada@example.org"], Targets = ["SERT"] }, Stop);

        Assert.Single(house.Mails);
    }

    [Fact]
    public void A_former_key_comes_out_of_its_file_and_is_held_to_the_length()
    {
        var folder = Directory.CreateTempSubdirectory("targetalerts-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "key"), Second + "\n");
            var read = SettingsReader.Read(folder, new Dictionary<string, string?> { ["Web:OldLinkKeys:2026File"] = Path.Combine(folder, "key") });
            Assert.Equal([new("2026", Second)], read.Web.OldLinkKeys);

            var refused = Assert.Throws<UsageException>(() => SettingsReader.Read(folder, new Dictionary<string, string?> { ["Web:OldLinkKeys:2026"] = "canary", ["Web:OldLinkKeys:2025File"] = "/none" })).Message;
            Assert.Contains("\n  Web:OldLinkKeys:2026 = \"(secret)\": must be at least 32 characters", refused, StringComparison.Ordinal);
            Assert.Contains("\n  Web:OldLinkKeys:2025File = \"/none\": must be a file that exists", refused, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", refused, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string Alert, string Link)> MailedAsync(TestService service, ListSource papers, string email)
    {
        var alert = await service.AddAlertAsync(email: email);
        papers.Put("1", "A made-up paper");
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckAsync();
        await service.DigestNowAsync();
        await service.DeliverAsync();
        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));
        return (alert, new Uri(mail.Headers["List-Unsubscribe"].Trim('<', '>')).AbsolutePath);
    }

    private static async Task<HttpStatusCode> OpenAsync(ServedPages pages, string link)
    {
        using var answer = await pages.Client.GetAsync(link, Stop);
        return answer.StatusCode;
    }
}
