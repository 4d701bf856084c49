namespace TargetAlerts.Settings;

/// <summary>
/// How long things are kept. What is still needed stays however old it is: what is not considered, not told or not sent,
/// the last digest of an alert, and the id of every record ever seen.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The very mails that were sent. A digest whose mail is gone stays in the archive, and cannot be opened or sent again.</summary>
    [Between("30", "36500"), Unit("days")]
    public int MailDays { get; set; } = 365;

    /// <summary>Changes, and the digests that told them. A twin of a record that comes later than this may be told as new.</summary>
    [Between("180", "36500"), Unit("days")]
    public int HistoryDays { get; set; } = 1095;

    /// <summary>Rows of finished checks.</summary>
    [Between("7", "36500"), Unit("days")]
    public int CheckDays { get; set; } = 90;

    /// <summary>The audit with its alarms.</summary>
    [Between("90", "36500"), Unit("days")]
    public int AuditDays { get; set; } = 1095;
}
