using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using TargetAlerts.Digests;
using TargetAlerts.Sources;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web.Feeds;

/// <summary>
/// The dates of trials as all-day events (RFC 5545). An event is one date of one trial, whatever day it is moved to: its UID
/// stays, its SEQUENCE is how often the date is known to have changed, and what is forgotten of the trial. Both follow from what is stored, so that every node
/// and every restored backup says the same.
/// </summary>
internal sealed class TrialCalendar(TimelineStore timeline, TrialDateStore dates, SourceRegistry sources, Installation installation, TimeProvider time)
{
    public const string Type = "text/calendar; charset=utf-8";

    private const int Most = 2_000;

    // Facts of the registries that are days to look out for.
    private static readonly string[] Milestones = ["start", "recruitmentStart", "recruitmentEnd", "primaryCompletion", "completion", "end"];

    private sealed record Milestone(SourceRecord Trial, string Fact, PartialDate Date, string Target)
    {
        public (string, string, string) Key => (Trial.Source.Value, Trial.Id, Fact);
    }

    public async Task<byte[]> WriteAsync(Alert alert, string title, CancellationToken cancellationToken)
    {
        var milestones = await MilestonesAsync(alert, cancellationToken);
        List<(string, string)> trials = [.. milestones.Select(one => (one.Trial.Source.Value, one.Trial.Id)).Distinct()];
        var moves = await dates.MovesAsync(trials, Milestones, cancellationToken);
        var seen = await dates.SeenAsync(trials, cancellationToken);
        var calendar = new Calendar { ProductId = "-//TargetAlerts//Trial dates//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", title);
        foreach (var one in milestones) calendar.Events.Add(Event(one, moves.GetValueOrDefault(one.Key), seen[(one.Trial.Source.Value, one.Trial.Id)]));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    // What severity and kind of change an alert wants says nothing about a date that stands.
    private async Task<IReadOnlyList<Milestone>> MilestonesAsync(Alert alert, CancellationToken cancellationToken)
    {
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddMonths(-3);
        var found = new List<Milestone>();
        foreach (var target in alert.Wish.Targets.Keys)
        {
            found.AddRange((await timeline.RecordsAsync(target, "trial", cancellationToken))
                .Where(trial => WishFilter.WantsRecord(alert.Wish, trial, Changes.Severity.High))
                .SelectMany(trial => Milestones.Where(fact => !IsMuted(alert.Wish, trial, fact)).Select(fact => (Trial: trial, Fact: fact, Date: trial.Facts.TryGetValue(fact, out var value) ? PartialDate.Parse(value.First) : null)))
                .Where(one => one.Date is { } date && date.FirstDay >= from)
                .Select(one => new Milestone(one.Trial, one.Fact, one.Date!.Value, target)));
        }
        return [.. found.DistinctBy(one => one.Key).OrderBy(one => one.Date.FirstDay).ThenBy(one => one.Trial.Id, StringComparer.Ordinal).ThenBy(one => one.Fact, StringComparer.Ordinal).Take(Most)];
    }

    private static bool IsMuted(Wish wish, SourceRecord trial, string fact) =>
        wish.Mutes.Any(mute => mute.Source == trial.Source.Value && (mute.Record == trial.Id || mute.Fact == fact));

    private CalendarEvent Event(Milestone one, FactMoves? moves, SeenRecord seen)
    {
        var description = sources.Get(one.Trial.Source).Description;
        var label = description.Facts.FirstOrDefault(fact => fact.Name == one.Fact)?.Label ?? one.Fact;
        var changed = new CalDateTime((moves?.Last ?? seen.At).UtcDateTime, CalDateTime.UtcTzId);
        var about = new List<string> { string.Join(" · ", description.Words.Badges(one.Trial).Append(description.Words.Byline(one.Trial)).Where(part => part.Length > 0)), $"{label}: {one.Date.Words}" };
        if (one.Date.Text.Length < 10) about.Add($"{description.Label} gives no day: the first one it can mean is shown.");
        if (moves is not null) about.Add($"Moved {Phrases.Count(moves.Count, "time")} since it is followed.");
        var entry = new CalendarEvent
        {
            Uid = installation.CalendarId(one.Trial.Source.Value, one.Trial.Id, one.Fact),
            Start = new CalDateTime(one.Date.FirstDay),
            Sequence = (moves?.Count ?? 0) + seen.Forgotten,
            DtStamp = changed,
            LastModified = changed,
            Summary = $"{label}: {PlainText.Shorten(one.Trial.Title, 120)} ({one.Trial.Id})",
            Description = string.Join('\n', about),
            Transparency = TransparencyType.Transparent,
        };
        if (Uri.TryCreate(one.Trial.Link, UriKind.Absolute, out var link)) entry.Url = link;
        entry.Categories.Add(one.Target);
        return entry;
    }
}
