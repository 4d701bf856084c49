namespace TargetAlerts.Settings;

/// <summary>The whole of config/targetalerts.json: one property a section.</summary>
public sealed class ServiceOptions
{
    /// <summary>Where the database, the outbox folder and the lock files live; relative to the working folder.</summary>
    [Allowed("a folder")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Told to the sources in each request, so that they can reach whoever runs this service.</summary>
    [Allowed("an e-mail address")]
    public string? Contact { get; set; }

    public StorageOptions Storage { get; set; } = new();

    /// <summary>By source name; a source without a section has the defaults.</summary>
    public Dictionary<string, SourceOptions> Sources { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public ScheduleOptions Schedule { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    public WebOptions Web { get; set; } = new();

    public RetentionOptions Retention { get; set; } = new();

    public TelemetryOptions Telemetry { get; set; } = new();
}
