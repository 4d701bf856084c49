using System.Globalization;
using TargetAlerts.Scheduling;
using TargetAlerts.Settings;

namespace TargetAlerts.Subscribers;

/// <summary>A pause that ends by itself: at the begin of its day where the reader lives. Pure.</summary>
internal static class AlertPause
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Null for no text: until it is resumed.</summary>
    /// <exception cref="UsageException">Not a day.</exception>
    public static DateOnly? Day(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException($"Unknown day \"{Sources.PlainText.Clean(text, 60)}\"; allowed: year-month-day, as in 2026-12-24.");

    public static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    public static DateOnly Today(Alert alert, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zones.Get(alert.Zone)).DateTime);

    /// <summary>Null where it does not end by itself.</summary>
    public static DateTimeOffset? End(Alert alert)
    {
        if (alert.PausedUntil is not { } day) return null;
        var zone = Zones.Get(alert.Zone);
        var midnight = day.ToDateTime(default);
        // Some zones move their clocks at midnight: then the day begins an hour later.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
