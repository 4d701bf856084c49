using System.Globalization;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Web.Alerts;
using TargetAlerts.Web.Pages;

namespace TargetAlerts.Web;

/// <summary>One alert's own page, behind a link that was mailed within the last 24 hours.</summary>
internal sealed class ManagePages(
    ManagedAlert managed, AlertLife life, MuteDesk mutes, MuteWords words, RecordSearch records, LinkEnd end, FormGuard guard, TimeProvider time)
{
    public static Task<IResult> ShowAsync(string token, HttpContext http, ManagePages pages, CancellationToken cancellationToken) => pages.PageAsync(http, token, null, cancellationToken);

    public static Task<IResult> ChangeAsync(string token, HttpContext http, ManagePages pages, CancellationToken cancellationToken) => pages.ChangeAsync(token, http, cancellationToken);

    /// <summary>The alert a manage link is for; null for a link that is not one.</summary>
    public Task<Alert?> FindAsync(string token, CancellationToken cancellationToken) => managed.FindAsync(token, cancellationToken);

    /// <summary>The page as it stands now.</summary>
    public async Task<IResult> PageAsync(HttpContext http, string token, string? note, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is { } alert ? await PageAsync(http, alert, note, cancellationToken) : WebEndpoints.NotFound();

    private async Task<IResult> ChangeAsync(string token, HttpContext http, CancellationToken cancellationToken)
    {
        var alert = await FindAsync(token, cancellationToken);
        if (alert is null) return WebEndpoints.NotFound();
        var (form, status) = await SmallForm.ReadAsync(http, cancellationToken);
        if (form is null) return WebEndpoints.Refused(status);
        var filled = new ManageForms { Until = Field("until"), Record = Field("record"), Fact = Field("fact"), Source = Field("source") };
        if (!await guard.IsOursAsync(http)) return await PageAsync(http, alert, FormWords.Again, cancellationToken, filled, StatusCodes.Status400BadRequest);
        try
        {
            return Field("do") switch
            {
                "pause" => await MovedAsync(life.PauseAsync(alert.Id, AlertPause.Day(filled.Until), Actor.Subscriber, cancellationToken), "Paused. Up to 30 days of items are kept for you."),
                "resume" => await MovedAsync(life.ResumeAsync(alert.Id, Actor.Subscriber, cancellationToken), "Resumed. What was kept comes with the next digest."),
                "unsubscribe" => await MovedAsync(life.LeaveAsync(alert.Id, cancellationToken), "You are unsubscribed. No more digests are sent."),
                "return" => await MovedAsync(life.ReturnAsync(alert.Id, cancellationToken), "You are subscribed again, as before."),
                "unmute" => await MovedAsync(mutes.RemoveAsync(alert.Id, Field("mute"), Actor.Subscriber, cancellationToken), "Unmuted. What was kept back before stays so; what comes from now on is sent."),
                "mute" => await MuteAsync(http, alert, filled, cancellationToken),
                _ => WebEndpoints.Refused(StatusCodes.Status400BadRequest),
            };
        }
        catch (UsageException refused)
        {
            var faults = new Dictionary<string, string> { [Field("do") == "pause" ? "until" : ""] = refused.Message };
            return await PageAsync(http, alert, null, cancellationToken, filled with { Faults = faults }, StatusCodes.Status400BadRequest);
        }

        string Field(string name) => PlainText.Clean(form[name].ToString(), 1_000);

        async Task<IResult> MovedAsync(Task<Alert?> step, string said) =>
            await step is { } moved ? await PageAsync(http, moved, said, cancellationToken) : WebEndpoints.NotFound();
    }

    // Each of the three fields that is filled in is muted, or none where one cannot be.
    private async Task<IResult> MuteAsync(HttpContext http, Alert alert, ManageForms filled, CancellationToken cancellationToken)
    {
        var (asked, faults) = (new List<Mute>(), new Dictionary<string, string>());
        if (filled.Record.Length > 0)
        {
            try
            {
                var record = await records.FindAsync(alert, filled.Record, cancellationToken);
                asked.Add(new() { Source = record.Source.Value, Record = record.Id, Title = PlainText.Shorten(record.Title, 120) });
            }
            catch (UsageException refused)
            {
                faults["record"] = refused.Message;
            }
        }
        if (filled.Fact.Length > 0 && words.Fact(filled.Fact) is { } fact) asked.Add(fact);
        else if (filled.Fact.Length > 0) faults["fact"] = "There is no such fact.";
        if (filled.Source.Length > 0 && words.Find(filled.Source) is not null) asked.Add(new() { Source = filled.Source });
        else if (filled.Source.Length > 0) faults["source"] = "There is no such source.";
        if (asked.Count + faults.Count == 0) faults["record"] = "Say what is to be muted: a record, a fact or a source.";
        if (faults.Count > 0) return await PageAsync(http, alert, null, cancellationToken, filled with { Faults = faults }, StatusCodes.Status400BadRequest);
        foreach (var mute in asked) alert = await mutes.AddAsync(alert.Id, mute, Actor.Subscriber, cancellationToken) ?? alert;
        return await PageAsync(http, alert, $"Muted: {string.Join("; ", asked.Select(words.What))}. It is counted, and not sent.", cancellationToken);
    }

    private async Task<IResult> PageAsync(HttpContext http, Alert alert, string? note, CancellationToken cancellationToken, ManageForms? forms = null, int status = StatusCodes.Status200OK) => WebEndpoints.Page<ManagePage>(new
    {
        View = new ManageView
        {
            Alert = AlertInWords.Of(alert),
            Address = alert.Address,
            Until = end.Of(http, alert),
            Next = Next(alert),
            FirstDay = AlertPause.Text(AlertPause.Today(alert, time.GetUtcNow()).AddDays(1)),
            PausedUntil = alert.PausedUntil is { } until ? AlertPause.Text(until) : "",
            Mutes = await words.RowsAsync(alert, cancellationToken),
            Facts = words.Facts(alert),
            Sources = words.Sources(alert),
            Forms = forms ?? new(),
            Ticket = guard.Ticket(http),
            Note = note,
        },
    }, status);

    private string Next(Alert alert)
    {
        if (alert.State != AlertState.Active) return "";
        var zone = Zones.Get(alert.Zone);
        var next = new Occurrences(alert.Frequency, alert.Weekday, alert.At, zone).Next(time.GetUtcNow());
        return TimeZoneInfo.ConvertTime(next, zone).ToString("'next digest' ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }
}
