using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Digests;

/// <summary>What a preview shows: the very mails where changes were recorded, and before that an estimate that says so.</summary>
public sealed partial class PreviewTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Its_mails_are_those_that_were_sent(DatabaseKind database)
    {
        ListSource papers = new("list-papers", RecordKind.Publication), trials = new("list-trials", RecordKind.Trial);
        await using var service = await StartAsync(database, papers, trials);
        var request = new AlertRequest { Emails = ["ada@example.org"], Targets = ["SERT"], Frequency = "daily", At = "09:00", TimeZone = "Europe/Berlin", Confirmed = true };
        var id = Assert.Single(await service.Get<AlertDesk>().AddAsync(request, Stop)).Id;
        for (var day = 1; day <= 8; day++)
        {
            service.Clock.Jump(TimeSpan.FromHours(20));
            var source = day % 2 == 0 ? papers : trials;
            source.Put(source.Put($"{day / 3}", $"A made-up work {day / 3}") with { Facts = new Dictionary<string, FactValue> { ["status"] = FactValue.Text($"Made-up state {day}")! } });
            if (day != 5) await service.CheckAsync();
            service.Clock.Jump(TimeSpan.FromHours(4));
            await service.Get<AlertRun>().DigestAsync(Stop);
        }

        var (_, mails) = await service.Get<DigestPreview>().MakeAsync(service.Get<AlertDesk>().Draft(request), 30, Stop);

        var sent = await service.ListAsync<byte[]>($"SELECT b.bytes FROM digests d JOIN messages m ON m.digest_id = d.id JOIN message_bytes b ON b.id = m.id WHERE d.alert_id = '{id}' ORDER BY d.scheduled_at");
        Assert.True(sent.Count >= 6);
        Assert.Equal(sent.Skip(1).Select(Said), mails.Where(mail => !mail.Period.Estimated).Select(mail => Said(mail.Written.Composed.Bytes)));
    }

    [Fact]
    public async Task Before_there_is_history_it_is_rebuilt_from_the_dates_of_what_is_stored()
    {
        ListSource papers = new("list-papers", RecordKind.Publication), preprints = new("list-preprints", RecordKind.Preprint);
        await using var service = await StartAsync(DatabaseKind.Sqlite, papers, preprints, () =>
        {
            Dated(papers, "old", "2025-06-01", "An old made-up paper");
            Dated(papers, "twin", "2026-02-18", "A twin of an old one", "doi:10.5555/1");
            Dated(preprints, "known", "2025-06-01", "Its made-up preprint", "doi:10.5555/1");
            Dated(papers, "news", "2026-02-10", "Made-up news");
            Dated(preprints, "same", "2026-02-12", "The same made-up news elsewhere", "doi:10.5555/2");
            Dated(papers, "same", "2026-02-13", "The same made-up news", "doi:10.5555/2");
            papers.Put("undated", "Nobody knows when");
            papers.Put(Dated(papers, "unwanted", "2026-02-11", "Made-up news of zebrafish"));
        });
        var request = new AlertRequest { Targets = ["SERT"], Day = "mon", NotTerms = ["zebrafish"] };

        var (report, mails) = await service.Get<DigestPreview>().MakeAsync(service.Get<AlertDesk>().Draft(request), 90, Stop);

        Assert.Equal(["2026-02-09–2026-02-15: 2", "2026-02-16–2026-02-22: 1"], mails.Select(mail => $"{mail.Period.FirstDay:yyyy-MM-dd}–{mail.Period.LastDay:yyyy-MM-dd}: {mail.Period.Items.Count}"));
        Assert.Equal("Estimate: nothing was recorded before 2 Mar 2026. What was new then is rebuilt from the dates the sources give; what changed or was withdrawn cannot be.", report.Caution);
        Assert.All(mails, mail =>
        {
            Assert.StartsWith("Estimate: SERT", mail.Written.Mail.Subject, StringComparison.Ordinal);
            Assert.Contains("! Estimate: nothing was recorded before 2 Mar 2026", mail.Written.Mail.Text, StringComparison.Ordinal);
            Assert.Contains("Estimate: nothing was recorded before 2 Mar 2026", mail.Written.Mail.Html, StringComparison.Ordinal);
        });
        Assert.Contains("list-papers, dated 10 Feb 2026", mails[0].Written.Mail.Text, StringComparison.Ordinal);
        Assert.Contains("Preprint now published", mails[1].Written.Mail.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"first seen|\bc-?\d", mails[0].Written.Mail.Text);
    }

    [Fact]
    public async Task A_source_that_came_later_makes_an_estimate_of_what_lies_before_it_and_nothing_is_told_twice()
    {
        ListSource papers = new("list-papers", RecordKind.Publication), trials = new("list-trials", RecordKind.Trial);
        await using var service = await StartAsync(DatabaseKind.Sqlite, papers, trials, only: "list-papers");
        Dated(papers, "1", "2026-03-04", "A made-up paper, told");
        Dated(trials, "2", "2026-03-05", "A made-up trial, stored silently");
        service.Clock.Jump(TimeSpan.FromDays(3));
        await service.CheckAsync("list-papers");
        service.Clock.Jump(TimeSpan.FromDays(10));
        await service.CheckAsync("list-trials");
        service.Clock.Jump(TimeSpan.FromDays(10));

        var (report, mails) = await service.Get<DigestPreview>().MakeAsync(service.Get<AlertDesk>().Draft(new() { Targets = ["SERT"] }), 40, Stop);

        Assert.Equal("2026-03-02 2 True", Assert.Single(mails.Select(mail => $"{mail.Period.FirstDay:yyyy-MM-dd} {mail.Period.Items.Count} {mail.Period.Estimated}")));
        Assert.StartsWith("Estimate: not every source was recorded before 15 Mar 2026.", report.Caution, StringComparison.Ordinal);
        Assert.Equal([true, false], report.Periods.TakeLast(2).Select(period => period.Estimated));
    }

    private static async Task<TestService> StartAsync(DatabaseKind database, ListSource one, ListSource other, Action? fill = null, string? only = null)
    {
        var service = await TestService.StartAsync(start: Start, database: database, sources: [], register: services => services.AddSingleton<ITargetSource>(one).AddSingleton<ITargetSource>(other));
        fill?.Invoke();
        await service.CheckAsync(only);
        return service;
    }

    private static SourceRecord Dated(ListSource source, string id, string day, string title, params string[] identifiers) =>
        source.Put(source.Put(id, title, identifiers) with { Dated = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });

    // Without what is somebody's: the links' tokens, ids and boundaries; without the coverage, which is that of today; and without
    // what is usual, as the first period is an estimate here.
    private static string Said(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var message = MimeMessage.Load(stream);
        var headers = string.Join('\n', message.Headers.Select(header => $"{header.Field}: {header.Value}").Where(line => !Private().IsMatch(line)));
        return Usual().Replace(Token().Replace($"{headers}\n{Coverage().Replace(message.TextBody!, "")}\n{CoverageBlock().Replace(message.HtmlBody!, "")}", "/a/…"), "");
    }

    [GeneratedRegex("^(To|Date|Message-Id|List-Id|Content-Type):", RegexOptions.IgnoreCase)]
    private static partial Regex Private();

    [GeneratedRegex(@" A usual day has \d+\.|THE DAY IN FIGURES.*?(?=PHASE LADDER|COVERAGE|\n═)|id=""figures"".*?(?=<td class=""pad)", RegexOptions.Singleline)]
    private static partial Regex Usual();

    [GeneratedRegex("/a/[A-Za-z0-9_-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"^COVERAGE .*?Times in", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Coverage();

    [GeneratedRegex("id=\"coverage\".*?Times in", RegexOptions.Singleline)]
    private static partial Regex CoverageBlock();
}
