using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace TargetAlerts.Operations;

/// <summary>Cleans each span before it is sent: the path of a page holds a token, a reason may quote an address.</summary>
internal sealed class RedactedSpans(Redaction redaction) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (key, value) in data.TagObjects.ToList())
        {
            if (value is string text && redaction.Clean(text) is var clean && clean != text) data.SetTag(key, clean);
        }
        if (data.StatusDescription is { } reason) data.SetStatus(data.Status, redaction.Clean(reason));
    }
}

/// <summary>The same for each log record.</summary>
internal sealed class RedactedRecords(Redaction redaction) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        data.Body = data.Body is { } body ? redaction.Clean(body) : null;
        data.FormattedMessage = data.FormattedMessage is { } message ? redaction.Clean(message) : null;
        var attributes = data.Attributes?.Select(pair => pair.Value is null or int or long or bool or double ? pair : new(pair.Key, redaction.Clean(pair.Value.ToString() ?? ""))).ToList() ?? [];
        if (data.Exception is { } exception)
        {
            // The exporter would write it out as it is.
            attributes.Add(new("exception.type", exception.GetType().FullName));
            attributes.Add(new("exception.message", redaction.Clean(exception.Message)));
            attributes.Add(new("exception.stacktrace", redaction.Clean(exception.ToString())));
            data.Exception = null;
        }
        data.Attributes = attributes;
    }
}
