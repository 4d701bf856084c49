namespace TargetAlerts.Settings;

public enum Frequency
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Once a week.</summary>
    Weekly,
}

/// <summary>When sources are checked, unless a source's own Frequency, an admin's choice or an alert asks for more.</summary>
public sealed class ScheduleOptions
{
    /// <summary>How often a source is checked for whom no alert wants it daily.</summary>
    public Frequency Default { get; set; } = Frequency.Daily;

    /// <summary>Local time of a check.</summary>
    public TimeOnly At { get; set; } = new(5, 0);

    /// <summary>Weekday of a weekly check.</summary>
    public DayOfWeek On { get; set; } = DayOfWeek.Monday;

    /// <summary>The zone of these times.</summary>
    [Allowed("an IANA time zone such as Europe/Berlin")]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How often it is looked whether something is due.</summary>
    [Between("00:00:01", "01:00:00")]
    public TimeSpan Sweep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a due digest waits for checks that run for it.</summary>
    [Between("00:00:00", "01:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a source stays reserved for a process that stopped answering for it.</summary>
    [Between("00:00:01", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);
}
