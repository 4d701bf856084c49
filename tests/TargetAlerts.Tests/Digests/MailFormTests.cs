using Microsoft.Extensions.DependencyInjection;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Tests.Digests;

/// <summary>What a mail says beside its items, and how a reader can have it.</summary>
public sealed class MailFormTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ListSource _papers = new("list-papers", RecordKind.Publication), _trials = new("list-trials", RecordKind.Trial);

    [Fact]
    public async Task A_section_shows_as_many_items_as_chosen_and_leaves_the_rest_to_the_archive()
    {
        await using var service = await StartAsync(request => request with { PerSection = "5" });
        for (var paper = 1; paper <= 12; paper++) _papers.Put($"{paper}", $"Made-up paper {paper:00}");
        for (var trial = 1; trial <= 3; trial++) _trials.Put($"{trial}", $"Made-up trial {trial}");

        var mail = await NextAsync(service);

        Assert.Contains(" · 15 items, ", mail.Subject, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^TRIALS +3 items\r?$", mail.Text);
        Assert.Matches(@"(?m)^PAPERS AND PREPRINTS +1–5 of 12\r?$", mail.Text);
        Assert.Contains("… and 7 more in the archived digest", mail.Text, StringComparison.Ordinal);
        Assert.Equal(8, mail.Html.Split("<h3 ").Length - 1);
        await using var web = await service.ServeAsync();
        var whole = await web.Client.GetStringAsync(new Uri(mail.Text.Split('\n').Select(line => line.Trim()).Single(line => line.EndsWith("/digest#papers", StringComparison.Ordinal))).AbsolutePath, Stop);
        Assert.Equal(15, whole.Split("<h3 ").Length - 1);
    }

    [Fact]
    public async Task Bad_news_is_shown_whole_whatever_was_chosen()
    {
        await using var service = await StartAsync(request => request with { PerSection = "5" });
        for (var paper = 1; paper <= 8; paper++) _papers.Put($"{paper}", $"Made-up paper {paper}");
        await NextAsync(service);
        for (var paper = 1; paper <= 8; paper++) _papers.Put(_papers.Put($"{paper}", $"Made-up paper {paper}") with { Facts = new Dictionary<string, FactValue> { ["retraction"] = FactValue.Text("retracted")! } });

        var mail = await NextAsync(service);

        Assert.StartsWith("SERT weekly: 8 publications retracted · 8 items, ", mail.Subject, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^▲ BAD NEWS +8 items\r?$", mail.Text);
        Assert.Equal(8, mail.Text.Split("You received this publication in No. 1.").Length - 1);
        await using var web = await service.ServeAsync();
        var first = await web.Client.GetStringAsync(new Uri(System.Text.RegularExpressions.Regex.Match(mail.Html, "You received this publication in <a class=\"link\" href=\"([^\"]+)\"").Groups[1].Value).AbsolutePath, Stop);
        Assert.Contains("No. 1<", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_news_of_one_kind_stands_together_the_most_first()
    {
        await using var service = await StartAsync(request => request);
        SourceRecord[] papers = [_papers.Put("1", "Made-up paper 1"), _papers.Put("2", "Made-up paper 2")];
        var trial = _trials.Put("1", "A made-up trial");
        await NextAsync(service);
        foreach (var paper in papers) _papers.Put(paper with { Facts = new Dictionary<string, FactValue> { ["retraction"] = FactValue.Text("retracted")! } });
        _trials.Put(trial with { Facts = new Dictionary<string, FactValue> { ["retraction"] = FactValue.Text("retracted")! } });

        var mail = await NextAsync(service);

        Assert.StartsWith("SERT weekly: 2 publications retracted, 1 trial retracted · 3 items, ", mail.Subject, StringComparison.Ordinal);
        Assert.Matches(@"(?s)BAD NEWS.*Made-up paper 1.*Made-up paper 2.*A made-up trial", mail.Text);
    }

    [Fact]
    public async Task A_summary_names_the_most_important_kinds_and_counts_the_rest()
    {
        ListSource[] lists = [.. Enum.GetValues<RecordKind>().Take(10).Select(kind => new ListSource($"list-{kind}".ToLowerInvariant(), kind))];
        await using var service = await TestService.StartAsync(sources: [], register: services => Array.ForEach(lists, list => services.AddSingleton<ITargetSource>(list)));
        await service.CheckAsync();
        await service.AddAlertAsync();
        foreach (var list in lists) list.Put("1", $"Made-up record of {list.Description.Name}");

        var mail = await NextAsync(service);

        Assert.Equal(7, System.Text.RegularExpressions.Regex.Count(mail.Text.Split("10 items in all.")[0], @"\b1\s+new\b"));
        Assert.Matches(@"and\s+3\s+others\.\s+10\s+items\s+in\s+all\.", mail.Text);
    }

    [Fact]
    public async Task An_item_leads_to_where_it_stands_in_the_timeline()
    {
        await using var service = await StartAsync(request => request);
        for (var paper = 1; paper <= 60; paper++) _papers.Put($"{paper}", $"Made-up paper {paper:00}");

        var mail = await NextAsync(service);

        // The first in the mail is the oldest change: far behind the first page of the timeline.
        var link = System.Text.RegularExpressions.Regex.Match(mail.Html, "Made-up paper 01.*?href=\"(http[^\"]*/targets/SERT[^\"]*)\"[^>]*>See on page<", System.Text.RegularExpressions.RegexOptions.Singleline);
        var address = new Uri(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
        Assert.Contains(address.OriginalString, mail.Text, StringComparison.Ordinal);
        await using var web = await service.ServeAsync(services => services.AddSingleton<ITargetSource>(_papers).AddSingleton<ITargetSource>(_trials));
        var page = await web.Client.GetStringAsync(address.PathAndQuery, Stop);
        Assert.Matches($"id=\"{address.Fragment[1..]}\"[^>]*>[^<]*</span>\\s*<a class=\"title\"[^>]*>Made-up paper 01<", page);
    }

    [Fact]
    public async Task Text_alone_is_one_part_and_is_shown_as_text_in_the_archive()
    {
        await using var service = await StartAsync(request => request with { Format = "text" });
        _papers.Put("1", "Made-up paper");

        var mail = await NextAsync(service);

        Assert.StartsWith("text/plain", mail.Headers["Content-Type"], StringComparison.Ordinal);
        await using var web = await service.ServeAsync();
        var id = await service.ReadAsync<string>("SELECT id FROM digests WHERE number = 1");
        using var page = await web.Client.GetAsync(new Uri(service.Get<Links>().Digest(id)).AbsolutePath, Stop);
        Assert.Equal("text/plain", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Made-up paper", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_four_periods_a_mail_says_what_is_usual_and_draws_it()
    {
        await using var service = await StartAsync(request => request with { Frequency = "weekly" });
        var papers = 0;
        ParsedMail? mail = null;
        foreach (var news in new[] { 2, 4, 6, 2, 3, 5 })
        {
            Assert.DoesNotContain("usual", mail?.Text ?? "", StringComparison.Ordinal);
            for (var paper = 0; paper < news; paper++) _papers.Put($"{++papers}", $"Made-up paper {papers}");
            service.Clock.Jump(TimeSpan.FromDays(7));
            await service.CheckAsync();
            mail = await DigestAsync(service, now: false);
        }

        // The first period was shorter than a week, so four stand before the last: 4, 6, 2 and 3.
        Assert.Contains("5 items in all. A usual week has 4.", mail!.Text, StringComparison.Ordinal);
        Assert.Contains("This week 5, usual 4 (the median of the 4 before).", mail.Text, StringComparison.Ordinal);
        Assert.Contains("alt=\"Bar chart, items per week from 2 Mar 2026: 4, 6, 2, 3, and 5 this week. The median before is 4.\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("src=\"cid:bars.", mail.Html, StringComparison.Ordinal);
        await using var web = await service.ServeAsync();
        var id = await service.ReadAsync<string>("SELECT id FROM digests ORDER BY number DESC LIMIT 1");
        var page = await web.Client.GetStringAsync(new Uri(service.Get<Links>().Digest(id)).AbsolutePath, Stop);
        Assert.Contains("src=\"data:image/png;base64,iVBORw0KGgo", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cid:", page, StringComparison.Ordinal);
    }

    private async Task<TestService> StartAsync(Func<AlertRequest, AlertRequest> wish)
    {
        var service = await TestService.StartAsync(sources: [], register: services => services.AddSingleton<ITargetSource>(_papers).AddSingleton<ITargetSource>(_trials));
        await service.CheckAsync();
        await service.AddAlertAsync(wish);
        return service;
    }

    private static async Task<ParsedMail> NextAsync(TestService service)
    {
        service.Clock.Jump(TimeSpan.FromDays(1));
        await service.CheckAsync();
        return await DigestAsync(service, now: true);
    }

    private static async Task<ParsedMail> DigestAsync(TestService service, bool now)
    {
        await service.Get<TargetAlerts.Digests.DigestRound>().MakeAsync([], now, patient: false, Stop);
        Assert.Equal(1, (await service.DeliverAsync()).Sent);
        var file = Assert.Single(Directory.GetFiles(service.Outbox, "*.eml"));
        var mail = ParsedMail.Read(file);
        File.Delete(file);
        return mail;
    }
}
