namespace TargetAlerts.Settings;

public sealed class WebOptions
{
    /// <summary>Where Kestrel listens.</summary>
    public string Listen { get; set; } = "http://127.0.0.1:5070";

    /// <summary>What links in mails start with; absent: Listen, fit only for trying out on one machine.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Key of the links' signatures, at least 32 characters; absent: made once and kept in the database.</summary>
    public string? LinkKey { get; set; }
}
