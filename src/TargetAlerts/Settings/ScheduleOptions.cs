namespace TargetAlerts.Settings;

public enum Frequency { Daily, Weekly }

/// <summary>When sources are checked, unless a source's own Frequency or an alert asks for more.</summary>
public sealed class ScheduleOptions
{
    public Frequency Default { get; set; } = Frequency.Daily;

    /// <summary>Local time of a check.</summary>
    public TimeOnly At { get; set; } = new(5, 0);

    /// <summary>Weekday of a weekly check.</summary>
    public DayOfWeek On { get; set; } = DayOfWeek.Monday;

    /// <summary>IANA name.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How often it is looked whether something is due.</summary>
    public TimeSpan Sweep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a due digest waits for checks that run for it.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a source stays reserved for a process that stopped answering for it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
