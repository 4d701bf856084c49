namespace TargetAlerts.Settings;

public enum LogForm
{
    /// <summary>json in a container without a terminal, text elsewhere.</summary>
    Auto,

    /// <summary>A line for a person.</summary>
    Text,

    /// <summary>A JSON document a line.</summary>
    Json,
}

/// <summary>What the service tells of itself: logs, traces, metrics, and when it calls itself ill.</summary>
public sealed class TelemetryOptions
{
    public LogForm Logs { get; set; } = LogForm.Auto;

    /// <summary>The lowest level that is logged; below information, what the libraries log as well.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Where traces, metrics and logs are sent by OTLP over gRPC; absent: nowhere, unless OTEL_EXPORTER_OTLP_ENDPOINT says so.</summary>
    public Uri? Otlp { get; set; }

    /// <summary>Where /metrics and /health alone are served, to whoever reaches it; absent: at Web:Listen, to callers on this machine alone.</summary>
    public string? Listen { get; set; }

    /// <summary>A check that was due so long ago and is not complete is a fault, 1 minute to 31 days.</summary>
    public TimeSpan CheckOverdue { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A digest that is not made, a message that is not sent and a relay that is not there so long are faults, 1 minute to 31 days.</summary>
    public TimeSpan SendOverdue { get; set; } = TimeSpan.FromHours(1);
}
