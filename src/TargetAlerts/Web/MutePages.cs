using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Alerts;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>The mute link of an item: the link shows, the button mutes, the next one takes it back. It lives as long as the alert.</summary>
internal sealed class MutePages(LinkTokens tokens, Links links, AlertStore alerts, MuteDesk mutes, MuteStore store, MuteWords words, FormGuard guard)
{
    public static Task<IResult> ShowAsync(string token, string? source, string? record, HttpContext http, MutePages pages, CancellationToken cancellationToken) =>
        pages.ShowAsync(token, source, record, http, cancellationToken);

    public static Task<IResult> PostAsync(string token, string? source, string? record, HttpContext http, MutePages pages, CancellationToken cancellationToken) =>
        pages.PostAsync(token, source, record, http, cancellationToken);

    private async Task<IResult> ShowAsync(string token, string? source, string? record, HttpContext http, CancellationToken cancellationToken) =>
        await FindAsync(token, source, record, cancellationToken) is var (alert, one) ? await PageAsync(http, alert, one, "record", "", null, cancellationToken) : WebEndpoints.NotFound();

    private async Task<IResult> PostAsync(string token, string? source, string? record, HttpContext http, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, source, record, cancellationToken) is not var (alert, one)) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        var (what, fact) = (form["what"].ToString(), form["fact"].ToString());
        if (!await guard.IsOursAsync(http)) return await PageAsync(http, alert, one, what, fact, null, cancellationToken, FormWords.Again, StatusCodes.Status400BadRequest);
        if (form["do"] == "unmute")
        {
            // Only what the page shows: a forwarded link does not reach the rest.
            var key = form["mute"].ToString();
            if (alert.Wish.Mutes.Any(mute => mute.Key == key && Concerns(mute, one))) alert = await mutes.RemoveAsync(alert.Id, key, Actor.Subscriber, cancellationToken) ?? alert;
            return await PageAsync(http, alert, one, "record", "", "Unmuted. What was kept back before stays so; what comes from now on is sent.", cancellationToken);
        }
        var asked = what switch
        {
            "source" => new Mute { Source = one.Source.Value },
            "fact" => words.Fact($"{one.Source}/{fact}"),
            "record" => new Mute { Source = one.Source.Value, Record = one.Id, Title = PlainText.Shorten(one.Title, 120) },
            _ => null,
        };
        if (form["do"] != "mute" || (asked is null && what != "fact")) return WebEndpoints.Refused(StatusCodes.Status400BadRequest);
        if (asked is null) return await PageAsync(http, alert, one, what, fact, null, cancellationToken, "Choose the fact.", StatusCodes.Status400BadRequest);
        try
        {
            alert = await mutes.AddAsync(alert.Id, asked, Actor.Subscriber, cancellationToken) ?? alert;
        }
        catch (UsageException refused)
        {
            return await PageAsync(http, alert, one, what, fact, null, cancellationToken, refused.Message, StatusCodes.Status400BadRequest);
        }
        return await PageAsync(http, alert, one, "record", "", "Muted. It is counted, and not sent.", cancellationToken);
    }

    private async Task<(Alert Alert, SourceRecord Record)?> FindAsync(string token, string? source, string? record, CancellationToken cancellationToken)
    {
        if (tokens.AlertOf(LinkPurpose.Mute, token) is not { } id || string.IsNullOrEmpty(source) || string.IsNullOrEmpty(record) || words.Find(source) is null) return null;
        return await alerts.FindAsync(id, cancellationToken) is { State: not AlertState.Removed } alert && await store.RecordAsync(source, record, cancellationToken) is { } found ? (alert, found) : null;
    }

    private static bool Concerns(Mute mute, SourceRecord record) => mute.Source == record.Source.Value && (mute.Record is null || mute.Record == record.Id);

    private async Task<IResult> PageAsync(HttpContext http, Alert alert, SourceRecord record, string chosen, string fact, string? note, CancellationToken cancellationToken, string fault = "", int status = StatusCodes.Status200OK)
    {
        var source = words.Find(record.Source.Value)!;
        var changed = await store.ChangedFactsAsync(record.Source.Value, record.Id, cancellationToken);
        var facts = MuteWords.Told(source).ToLookup(one => changed.Contains(one.Name), one => (one.Name, one.Label));
        var noun = source.Words.Noun(record);
        return WebEndpoints.Page<MutePage>(new
        {
            View = new MuteView
            {
                Alert = AlertInWords.Of(alert).Title,
                Noun = noun,
                Title = record.Title,
                Link = record.Link,
                Source = source.Label,
                Action = $"mute?source={Uri.EscapeDataString(record.Source.Value)}&record={Uri.EscapeDataString(record.Id)}",
                Facts = [.. new[] { new FactGroup($"Changed in this {noun}", [.. facts[true]]), new FactGroup("Others", [.. facts[false]]) }.Where(group => group.Facts.Count > 0)],
                Mutes = [.. (await words.RowsAsync(alert with { Wish = alert.Wish with { Mutes = [.. alert.Wish.Mutes.Where(mute => Concerns(mute, record))] } }, cancellationToken))],
                Chosen = chosen,
                Fact = fact,
                Fault = fault,
                Unsubscribe = links.Unsubscribe(alert.Id),
                Ticket = guard.Ticket(http),
                Note = note,
            },
        }, status);
    }
}
