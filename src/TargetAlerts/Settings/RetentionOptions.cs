namespace TargetAlerts.Settings;

/// <summary>
/// How many days things are kept. What is still needed stays however old it is: what is not considered, not told or not sent,
/// the last digest of an alert, and the id of every record ever seen.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The very mails that were sent, 30 to 36500. A digest whose mail is gone stays in the archive, and cannot be opened or sent again.</summary>
    public int MailDays { get; set; } = 365;

    /// <summary>Changes, and the digests that told them, 180 to 36500. A twin of a record that comes later than this may be told as new.</summary>
    public int HistoryDays { get; set; } = 1095;

    /// <summary>Rows of finished checks, 7 to 36500.</summary>
    public int CheckDays { get; set; } = 90;

    /// <summary>The audit with its alarms, 90 to 36500.</summary>
    public int AuditDays { get; set; } = 1095;
}
