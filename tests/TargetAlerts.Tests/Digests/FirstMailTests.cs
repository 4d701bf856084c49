using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Digests;

/// <summary>The first mail after confirming: where the target stands, once.</summary>
public sealed class FirstMailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ListSource _papers = new("list-papers", RecordKind.Publication), _trials = new("list-trials", RecordKind.Trial), _drugs = new("list-drugs", RecordKind.Drug);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Who_confirms_gets_the_state_of_the_target_once_and_its_changes_from_then_on(DatabaseKind database)
    {
        await using var service = await StartAsync(database);
        for (var paper = 1; paper <= 25; paper++) _papers.Put(_papers.Put($"{paper}", $"Made-up paper {paper} on SLC6A4") with { Dated = new DateOnly(2026, 3, 2).AddDays(-3 * paper) });
        _trials.Put(_trials.Put("NCT1", "Made-up trial of sertraline") with { Facts = new Dictionary<string, FactValue> { ["primaryCompletion"] = FactValue.Text("2026-04-15")! } });
        _trials.Put(_trials.Put("NCT2", "Made-up trial too far away") with { Facts = new Dictionary<string, FactValue> { ["primaryCompletion"] = FactValue.Text("2026-09-15")! } });
        _drugs.Put(_drugs.Put("CHEMBL1", "seltraxine (made up)") with { Facts = new Dictionary<string, FactValue> { [TargetAlerts.Sources.Chembl.ChemblFacts.Phase] = FactValue.Text("3")! } });
        await service.CheckAsync();
        await ConfirmedAsync(service);

        var mail = Assert.Single(await TellAsync(service));

        Assert.Equal("SERT: your alert is set, and where it stands today", mail.Subject);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Contains("The first digest comes on Monday 2 Mar 2026, 08:00 (UTC), if there is news.", Flat(mail.Text), StringComparison.Ordinal);
        Assert.Matches(@"Trials +2 +0\b", mail.Text);
        Assert.Matches(@"Papers and preprints +25 +10\b", mail.Text);
        Assert.Contains("27 Feb 2026  Made-up paper 1 on SLC6A4 [publication]", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"PHASE LADDER OF SERT +1 drug\r?\n", mail.Text);
        Assert.Contains("alt=\"Phase 3: 1 drug\"", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Made-up paper 11 on", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Primary completion: Made-up trial of sertraline NCT1", Flat(mail.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("too far away NCT2", Flat(mail.Text), StringComparison.Ordinal);
        Assert.Contains("SERT, 5-HTT and 5HTT count only beside", Flat(mail.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Not read to the end", mail.Text, StringComparison.Ordinal);
        foreach (var link in mail.Text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("https://", StringComparison.Ordinal))) Assert.Contains(link, mail.Html, StringComparison.Ordinal);

        Assert.Empty(await TellAsync(service));
        service.Clock.Jump(TimeSpan.FromDays(7));
        _papers.Put("new", "Made-up news of SLC6A4");
        await service.CheckAsync();
        Assert.Contains(" · 1 item, ", Assert.Single(await TellAsync(service)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_the_first_checks_for_a_day_and_then_says_what_is_missing()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        _papers.Put("1", "Made-up paper");
        await service.CheckAsync("list-papers");
        await ConfirmedAsync(service);

        Assert.Empty(await TellAsync(service));
        service.Clock.Jump(TimeSpan.FromHours(25));

        var mail = Assert.Single(await TellAsync(service));
        Assert.Contains("Not read to the end yet: list-trials and list-drugs.", Flat(mail.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_who_vouches_for_an_address_does_not_write_to_it()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        await service.CheckAsync();
        await service.AddAlertAsync();

        Assert.Empty(await TellAsync(service));
    }

    [Fact]
    public async Task Text_alone_is_text_alone()
    {
        await using var service = await StartAsync(DatabaseKind.Sqlite);
        await service.CheckAsync();
        await ConfirmedAsync(service, "text");

        Assert.StartsWith("text/plain", Assert.Single(await TellAsync(service)).Headers["Content-Type"], StringComparison.Ordinal);
    }

    private Task<TestService> StartAsync(DatabaseKind database) => TestService.StartAsync(database: database, sources: [],
        register: services => services.AddSingleton<ITargetSource>(_papers).AddSingleton<ITargetSource>(_trials).AddSingleton<ITargetSource>(_drugs));

    private static async Task ConfirmedAsync(TestService service, string? format = null)
    {
        var id = Assert.Single(await service.Get<AlertDesk>().AddAsync(new() { Emails = ["ada@example.org"], Targets = ["SERT"], Format = format }, Stop)).Id;
        await service.DeliverAsync();
        foreach (var file in Directory.GetFiles(service.Outbox, "*.eml")) File.Delete(file);
        await service.Get<AlertLife>().ConfirmAsync(id, Stop);
    }

    private static async Task<IReadOnlyList<ParsedMail>> TellAsync(TestService service)
    {
        await service.Get<AlertRun>().DigestAsync(Stop);
        await service.DeliverAsync();
        List<ParsedMail> mails = [];
        foreach (var file in Directory.Exists(service.Outbox) ? Directory.GetFiles(service.Outbox, "*.eml") : [])
        {
            mails.Add(ParsedMail.Read(file));
            if (Environment.GetEnvironmentVariable("TARGETALERTS_GALLERY") is { } gallery) File.Copy(file, Path.Combine(gallery, "state.eml"), overwrite: true);
            File.Delete(file);
        }
        return mails;
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
