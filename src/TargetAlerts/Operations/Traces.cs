using System.Diagnostics;

namespace TargetAlerts.Operations;

/// <summary>
/// The spans of the path: "schedule" (something is due) holds "check", with "fetch" and "diff"; "digest"; "deliver".
/// Without a listener they cost nothing.
/// </summary>
internal static class Traces
{
    public const string SourceName = "TargetAlerts";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(string step, params ReadOnlySpan<(string Key, object? Value)> about)
    {
        var span = Source.StartActivity(step);
        foreach (var (key, value) in about) span?.SetTag("targetalerts." + key, value);
        return span;
    }

    /// <summary>How it ended, where that is not well.</summary>
    public static void Fail(this Activity? span, string? reason) => span?.SetStatus(ActivityStatusCode.Error, reason);
}
