using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TargetAlerts.Operations;

/// <summary>"2026-03-02 06:00:00 warn: TargetAlerts.AlertRun pubmed for SERT is Unavailable: …", a message a line.</summary>
internal sealed class TextLog(Redaction redaction, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is null ? "" : " " + logEntry.Exception;
        var at = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"{at} {Word(logEntry.LogLevel)}: {logEntry.Category} {redaction.Clean(message + exception).ReplaceLineEndings(" ")}");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
