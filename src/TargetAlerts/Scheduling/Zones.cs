namespace TargetAlerts.Scheduling;

/// <summary>IANA zones by name.</summary>
internal static class Zones
{
    /// <summary>Null for a name that is not IANA's: "Mars/Olympus", "W. Europe Standard Time".</summary>
    public static TimeZoneInfo? Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    public static TimeZoneInfo Get(string name) => Find(name) ?? TimeZoneInfo.Utc;
}
