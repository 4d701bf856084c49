using TargetAlerts.Digests;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;

namespace TargetAlerts.Web.Admin;

/// <summary>Times as an admin reads them: in the zone of the schedule.</summary>
internal sealed class AdminClock(ServiceOptions options, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = Zones.Get(options.Schedule.TimeZone);

    public DateTimeOffset Now => time.GetUtcNow();

    public string Zone => options.Schedule.TimeZone;

    public string When(DateTimeOffset? instant) => instant is { } at ? Phrases.Instant(at, _zone) : "";

    /// <summary>"due now" or when.</summary>
    public string Next(DateTimeOffset? instant) => instant is null || instant <= Now ? "due now" : When(instant);

    /// <summary>"4 hours ago", "12 days ago".</summary>
    public string Ago(DateTimeOffset instant)
    {
        var past = Now - instant;
        return past < TimeSpan.FromMinutes(1) ? "just now"
            : past < TimeSpan.FromHours(2) ? $"{Phrases.Count((int)past.TotalMinutes, "minute")} ago"
            : past < TimeSpan.FromDays(2) ? $"{Phrases.Count((int)past.TotalHours, "hour")} ago"
            : $"{Phrases.Count((int)past.TotalDays, "day")} ago";
    }
}
