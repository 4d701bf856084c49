using System.Text.Json;
using System.Text.Json.Serialization;
using Quartz;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Scheduling;

/// <summary>When sources are checked as an admin set it on the page, kept in the database for all nodes; it wins over the settings.</summary>
internal sealed record ScheduleChoices
{
    public Frequency? Default { get; init; }

    public TimeOnly? At { get; init; }

    public DayOfWeek? On { get; init; }

    /// <summary>By source: "daily", "weekly" or a cron expression.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();
}

/// <summary>Keeps the choices.</summary>
internal sealed class ScheduleChoiceStore(SettingsStore settings)
{
    private const string Key = "schedule";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public async Task<ScheduleChoices> ReadAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(Key, cancellationToken) is { } kept ? JsonSerializer.Deserialize<ScheduleChoices>(kept, Json) ?? new() : new();

    public Task WriteAsync(ScheduleChoices choices, CancellationToken cancellationToken) =>
        settings.WriteAsync(Key, JsonSerializer.Serialize(choices, Json), cancellationToken);
}

/// <summary>The bounds of a source's frequency.</summary>
internal static class FrequencyBounds
{
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1), Longest = TimeSpan.FromDays(31);

    public const string Allowed = "daily, weekly or a cron expression such as 0 0 5 ? * MON,THU, at most hourly and at least every 31 days";

    // Long enough to meet every gap of a rule that keeps within the bounds.
    private static readonly TimeSpan Looked = TimeSpan.FromDays(400);

    public static bool Hold(string text, DateTimeOffset now)
    {
        if (Enum.GetNames<Frequency>().Contains(text, StringComparer.OrdinalIgnoreCase)) return true;
        if (!CronExpression.TryParse(text, out var cron) || cron is null) return false;
        cron = cron.WithTimeZone(TimeZoneInfo.Utc);
        for (var at = now; at < now + Looked;)
        {
            if (cron.GetNextValidTimeAfter(at) is not { } next || next - at > Longest || (at > now && next - at < Shortest)) return false;
            at = next;
        }
        return true;
    }
}
