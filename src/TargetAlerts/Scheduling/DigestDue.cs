using TargetAlerts.Settings;
using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Scheduling;

/// <summary>Which digest of an alert is to be made, and the days it is named after.</summary>
/// <param name="Sequence">1 at its scheduled time; more for digests made by hand within the period.</param>
/// <param name="Merged">It holds an earlier period that had no digest of its own.</param>
internal sealed record DigestDue(DateTimeOffset ScheduledAt, int Sequence, DateOnly PeriodStart, DateOnly PeriodEnd, bool Merged)
{
    /// <summary>True where the digest that was last scheduled before an instant is there: then none is due. Pure.</summary>
    /// <param name="last">When the alert's last digest was scheduled; null for none.</param>
    public static bool IsMade(Alert alert, DateTimeOffset? last, DateTimeOffset now) =>
        last >= new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone)).Last(now);

    /// <summary>The digest due at an instant; null when the period's digest is there. Pure.</summary>
    public static DigestDue? For(Alert alert, MadeDigest? last, DateTimeOffset now)
    {
        var occurrences = new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone));
        var scheduled = occurrences.Last(now);
        if (alert.ConfirmedAt is not { } confirmed || scheduled <= confirmed) return null;
        // After a pause that ended by itself the first mail comes at its hour, not at midnight.
        if (scheduled < alert.ResumedAt) return null;
        if (last is not null && scheduled <= last.ScheduledAt) return null;
        // A zone change never makes two digests for one local date: neither the one the last came on, as seen from the new zone,
        // nor the one it was named after in the old.
        if (last is not null && occurrences.LocalDay(scheduled) <= occurrences.LocalDay(last.ScheduledAt)) return null;
        var end = occurrences.LocalDay(scheduled).AddDays(-1);
        if (end <= last?.NamedEnd) return null;
        return Named(occurrences, alert, last, scheduled, 1, end);
    }

    /// <summary>The running period closed now, by hand: it ends today.</summary>
    public static DigestDue Now(Alert alert, MadeDigest? last, int sequence, DateTimeOffset now)
    {
        var occurrences = new Occurrences(alert.Frequency, alert.Weekday, alert.At, Zones.Get(alert.Zone));
        var scheduled = occurrences.Last(now);
        var end = occurrences.LocalDay(now);
        return Named(occurrences, alert, last, scheduled, sequence, end) with { Merged = false };
    }

    private static DigestDue Named(Occurrences occurrences, Alert alert, MadeDigest? last, DateTimeOffset scheduled, int sequence, DateOnly end)
    {
        var start = alert.Frequency == Frequency.Daily ? end : end.AddDays(-6);
        var open = last?.PeriodEnd.AddDays(1) ?? occurrences.LocalDay(alert.ConfirmedAt ?? alert.CreatedAt);
        var merged = last is null ? occurrences.Next(alert.ConfirmedAt ?? alert.CreatedAt) < scheduled : open < start;
        if (merged) start = open;
        if (last is not null && last.PeriodEnd >= start && last.PeriodEnd < end) start = last.PeriodEnd.AddDays(1);
        var confirmed = occurrences.LocalDay(alert.ConfirmedAt ?? alert.CreatedAt);
        if (confirmed > start) start = confirmed;
        return new(scheduled, sequence, start > end ? end : start, end, merged);
    }
}
