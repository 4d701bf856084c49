using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TargetAlerts.Operations;

/// <summary>
/// One JSON document a line: timestamp, level, category, message, the message's own values as attributes, the exception,
/// and the trace it belongs to.
/// </summary>
internal sealed class JsonLog(Redaction redaction, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "json-lines";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString().ToLowerInvariant());
            json.WriteString("category", logEntry.Category);
            Write(json, "message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values) Attributes(json, values);
            if (logEntry.Exception is { } exception) Write(json, "exception", exception.ToString());
            if (Activity.Current is { } span)
            {
                json.WriteString("trace_id", span.TraceId.ToHexString());
                json.WriteString("span_id", span.SpanId.ToHexString());
            }
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private void Attributes(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("attributes");
        foreach (var (name, value) in values)
        {
            if (name == "{OriginalFormat}") continue;
            if (value is int or long) json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else if (value is bool truth) json.WriteBoolean(name, truth);
            else Write(json, name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string name, string text) => json.WriteString(name, redaction.Clean(text));
}
