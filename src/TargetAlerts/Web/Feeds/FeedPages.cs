using TargetAlerts.Digests;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Feeds;

/// <summary>The same events elsewhere: an alert's Atom feed, JSON feed and calendar, behind one link that ends with the alert.</summary>
internal sealed class FeedPages(LinkTokens tokens, AlertStore alerts, ArchiveStore archive, FeedEntries entries, TrialCalendar calendar, WatchStore watches, Links links, Installation installation, TimeProvider time)
{
    public const string Atom = "feed.atom", Json = "feed.json", Calendar = "calendar.ics";

    public static Task<IResult> AtomAsync(string token, HttpContext http, FeedPages pages, CancellationToken cancellationToken) => pages.FeedAsync(token, http, Atom, AtomFeed.Type, AtomFeed.Write, cancellationToken);

    public static Task<IResult> JsonAsync(string token, HttpContext http, FeedPages pages, CancellationToken cancellationToken) => pages.FeedAsync(token, http, Json, JsonFeed.Type, JsonFeed.Write, cancellationToken);

    public static Task<IResult> CalendarAsync(string token, HttpContext http, FeedPages pages, CancellationToken cancellationToken) => pages.CalendarAsync(token, http, cancellationToken);

    private Task<IResult> FeedAsync(string token, HttpContext http, string file, string type, Func<FeedHead, IReadOnlyList<FeedEntry>, byte[]> write, CancellationToken cancellationToken) => OpenAsync(token, http, async alert =>
    {
        var told = await entries.ReadAsync(alert, cancellationToken);
        var touched = await archive.TouchedAsync(alert.Id, cancellationToken);
        var head = new FeedHead(installation.Urn("alert:" + alert.Id), $"{AlertInWords.Of(alert).Title} · TargetAlerts", links.Feed(alert.Id, file), Home(alert), touched);
        return Conditional.Answer(http, write(head, told), type, touched);
    }, cancellationToken);

    private Task<IResult> CalendarAsync(string token, HttpContext http, CancellationToken cancellationToken) => OpenAsync(token, http, async alert =>
    {
        var body = await calendar.WriteAsync(alert, $"{string.Join(", ", alert.Wish.Targets.Keys)}: trial dates", cancellationToken);
        // Checks bring trials and move dates, an edit changes what is wanted, and each day the oldest dates go.
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var attempts = (await watches.AllAsync(cancellationToken)).Where(watch => alert.Wish.Targets.ContainsKey(watch.Target)).Select(watch => watch.LastAttemptAt);
        var modified = attempts.OfType<DateTimeOffset>().Append(await archive.TouchedAsync(alert.Id, cancellationToken)).Append(today).Max();
        return Conditional.Answer(http, body, TrialCalendar.Type, modified);
    }, cancellationToken);

    private async Task<IResult> OpenAsync(string token, HttpContext http, Func<Alert, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var alert = tokens.AlertOf(LinkPurpose.Feed, token) is { } id ? await alerts.FindAsync(id, cancellationToken) : null;
        return alert?.State switch
        {
            AlertState.Active or AlertState.Paused => await answer(alert),
            // For good; a feed reader asks no more. Who left may come back.
            AlertState.Removed => Results.Text("This alert has ended.\n", statusCode: StatusCodes.Status410Gone),
            _ => WebEndpoints.NotFound(),
        };
    }

    private string Home(Alert alert) => alert.Wish.Targets.Count == 1 ? links.Target(alert.Wish.Targets.Keys.First()) : links.Help;
}
