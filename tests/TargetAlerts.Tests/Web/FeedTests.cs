using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Subscribers;
using TargetAlerts.Tests.Delivery;

namespace TargetAlerts.Tests.Web;

/// <summary>The feeds of a real alert, read by libraries that did not write them.</summary>
public sealed partial class FeedTests
{
    private const string ReadAtom = """
        import sys, json, feedparser
        d = feedparser.parse(sys.stdin.buffer.read())
        print(json.dumps(dict(Valid=not d.bozo and d.version == 'atom10', Id=d.feed.id, Title=d.feed.title, Updated=d.feed.updated,
            Entries=[dict(Id=e.id, Title=e.title, Link=e.link, Updated=e.updated, Html=e.content[0].value) for e in d.entries])))
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed record AtomRead(bool Valid, string Id, string Title, string Updated, AtomEntry[] Entries);

    private sealed record AtomEntry(string Id, string Title, string Link, string Updated, string Html);

    [Fact]
    public async Task A_change_has_the_same_id_in_both_parts_of_the_mail_in_the_archive_and_in_every_feed()
    {
        var python = Python.Find("feedparser");
        Assert.SkipUnless(python is not null, "python3-feedparser is not installed");
        await using var service = await ArchiveStage.StartAsync();
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.DeliverAsync();
        await using var pages = await service.ServeAsync();

        var mail = ParsedMail.Read(Assert.Single(Directory.GetFiles(service.Outbox, "*.eml")));
        string[] inText = [.. TextId().Matches(mail.Text).Select(match => match.Groups[1].Value)];
        string[] inHtml = [.. HtmlId().Matches(mail.Html).Select(match => match.Groups[1].Value)];
        var archive = await pages.Client.GetStringAsync(service.Manage(alert, "archive/" + await service.ReadAsync<string>("SELECT id FROM digests")), Stop);
        using var json = JsonDocument.Parse(await pages.Client.GetStringAsync(service.Feed(alert, "feed.json"), Stop));
        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        var atom = JsonSerializer.Deserialize<AtomRead>(await Python.RunAsync(python, ReadAtom, await pages.Client.GetByteArrayAsync(service.Feed(alert, "feed.atom"), Stop), Stop))!;

        Assert.Equal(2, inText.Length);
        Assert.Equal(inText, inHtml);
        Assert.Equal(inText, HtmlId().Matches(archive).Select(match => match.Groups[1].Value));
        Assert.Equal(inText, items.Select(item => item.GetProperty("_targetalerts").GetProperty("id").GetString()));
        Assert.Equal(inText, items.Select(item => $"c{item.GetProperty("_targetalerts").GetProperty("changes")[0].GetInt64()}"));
        string[] urns = [.. items.Select(item => item.GetProperty("id").GetString()!)];
        Assert.Equal(inText, urns.Select(urn => urn.Split(':')[^1]));
        Assert.True(atom.Valid);
        Assert.Equal(urns, atom.Entries.Select(entry => entry.Id));
        // Each is a number of a change that was told.
        Assert.Equal((await service.ListAsync<long>("SELECT change_number FROM ledger WHERE state = 'told' ORDER BY 1")).Order(),
            items.SelectMany(item => item.GetProperty("_targetalerts").GetProperty("changes").EnumerateArray()).Select(number => number.GetInt64()).Order());

        Assert.Equal("https://jsonfeed.org/version/1.1", json.RootElement.GetProperty("version").GetString());
        Assert.Equal("SERT weekly · TargetAlerts", atom.Title);
        var terminated = Assert.Single(atom.Entries, entry => entry.Title.StartsWith("Trial terminated: ", StringComparison.Ordinal));
        Assert.StartsWith("https://clinicaltrials.gov/study/NCT", terminated.Link, StringComparison.Ordinal);
        Assert.Contains("<li>Status: Recruiting → Terminated</li>", terminated.Html, StringComparison.Ordinal);
        Assert.Contains("No. 1, item 1", terminated.Html, StringComparison.Ordinal);
        Assert.Contains("New paper: Made-up news 1 of the <serotonin> transporter & others", items.Select(item => item.GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData("feed.atom", "application/atom+xml")]
    [InlineData("feed.json", "application/feed+json")]
    [InlineData("calendar.ics", "text/calendar")]
    public async Task Who_has_a_feed_is_not_sent_it_again_until_it_changes(string file, string type)
    {
        await using var service = await ArchiveStage.StartAsync();
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await using var pages = await service.ServeAsync();
        var path = service.Feed(alert, file);

        using var first = await pages.Client.GetAsync(path, Stop);
        Assert.Equal((type, "utf-8", "private, no-cache"), (first.Content.Headers.ContentType!.MediaType, first.Content.Headers.ContentType.CharSet, string.Join(", ", first.Headers.GetValues("Cache-Control").Single().Split(", ").OrderDescending())));
        Assert.False(first.Headers.ETag!.IsWeak);
        using var head = await pages.Client.SendAsync(new(HttpMethod.Head, path), Stop);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag, first.Content.Headers.ContentLength), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(request => request.Headers.IfNoneMatch.Add(first.Headers.ETag)));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(request => request.Headers.IfModifiedSince = first.Content.Headers.LastModified));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request => request.Headers.IfModifiedSince = first.Content.Headers.LastModified!.Value.AddSeconds(-1)));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request =>
        {
            // The tag decides where there are both.
            request.Headers.IfNoneMatch.Add(new("\"another\""));
            request.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        }));

        service.Model.Trials.Change(TargetAlerts.Upstreams.Sample.TrialNumber(5), trial => trial with { PrimaryCompletion = new("2027-01-15", "ESTIMATED") });
        await service.NewsAsync(2);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request => request.Headers.IfNoneMatch.Add(first.Headers.ETag)));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request => request.Headers.IfModifiedSince = first.Content.Headers.LastModified));

        async Task<HttpStatusCode> AskAsync(Action<HttpRequestMessage> say)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            say(request);
            using var answer = await pages.Client.SendAsync(request, Stop);
            if (answer.StatusCode == HttpStatusCode.NotModified) Assert.Equal((first.Headers.ETag, 0), (answer.Headers.ETag, (await answer.Content.ReadAsByteArrayAsync(Stop)).Length));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_feed_ends_with_its_alert_and_opens_nothing_else()
    {
        await using var service = await ArchiveStage.StartAsync();
        var alert = await service.AddAlertAsync();
        await using var pages = await service.ServeAsync();
        var path = service.Feed(alert, "feed.atom");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(path));
        await service.Get<AlertDesk>().PauseAsync(alert, Stop);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(path));
        await service.Get<AlertLife>().LeaveAsync(alert, Stop);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(path));
        await service.Get<AlertLife>().ReturnAsync(alert, Stop);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(path));
        foreach (var page in new[] { "manage", "archive", "export", "erase", "unsubscribe", "confirm", "digest" }) Assert.Equal(HttpStatusCode.NotFound, await AskAsync(path.Replace("feed.atom", page, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(service.Manage(alert, "feed.atom")));
        service.Clock.Jump(TimeSpan.FromDays(4_000));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(path));
        await service.Get<AlertDesk>().RemoveAsync(alert, Stop);
        Assert.Equal(HttpStatusCode.Gone, await AskAsync(path));

        async Task<HttpStatusCode> AskAsync(string address)
        {
            using var answer = await pages.Client.GetAsync(address, Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_a_failed_digest_told_is_in_the_feed_once_with_the_one_that_told_it_again()
    {
        await using var service = await ArchiveStage.StartAsync();
        var alert = await service.AddAlertAsync();
        await service.NewsAsync(1);
        await service.Get<AlertDesk>().PauseAsync(alert, Stop);
        await service.DeliverAsync();
        await service.Get<AlertDesk>().ResumeAsync(alert, Stop);
        await service.NewsAsync(2);
        await using var pages = await service.ServeAsync();

        using var json = JsonDocument.Parse(await pages.Client.GetStringAsync(service.Feed(alert, "feed.json"), Stop));

        var items = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(4, items.Count);
        Assert.All(items, item => Assert.Equal(2, item.GetProperty("_targetalerts").GetProperty("digest").GetInt32()));
        Assert.Equal(4, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
    }

    [GeneratedRegex(@"· (c\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex TextId();

    [GeneratedRegex("id=\"(c\\d+)\"")]
    private static partial Regex HtmlId();
}
