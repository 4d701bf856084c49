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
    /// <summary>How the log is written.</summary>
    public LogForm Logs { get; set; } = LogForm.Auto;

    /// <summary>The lowest level that is logged; below information, what the libraries log as well.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Where traces, metrics and logs are sent by OTLP (gRPC, unless OTEL_EXPORTER_OTLP_PROTOCOL says otherwise); absent: nowhere, unless OTEL_EXPORTER_OTLP_ENDPOINT says so.</summary>
    public Uri? Otlp { get; set; }

    /// <summary>Where /metrics and /health alone are served, to whoever reaches it; absent: at Web:Listen, to callers on this machine alone.</summary>
    [Allowed("an http address to listen on such as http://127.0.0.1:5071")]
    public string? Listen { get; set; }

    /// <summary>A check that was due so long ago and is not complete is a fault.</summary>
    [Between("00:01:00", "31.00:00:00")]
    public TimeSpan CheckOverdue { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A digest that is not made, a message that is not sent and a relay that is not there so long are faults.</summary>
    [Between("00:01:00", "31.00:00:00")]
    public TimeSpan SendOverdue { get; set; } = TimeSpan.FromHours(1);
}
