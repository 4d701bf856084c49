using Microsoft.Extensions.Logging.Console;
using TargetAlerts.Settings;

namespace TargetAlerts.Operations;

/// <summary>The log on the console: lines for a person, or JSON for what collects a container's output. Nothing passes <see cref="Redaction"/>.</summary>
internal static class Logs
{
    /// <param name="least">The lowest level that is written.</param>
    /// <param name="toError">All of it on stderr.</param>
    public static ILoggingBuilder AddLogs(this ILoggingBuilder logging, ServiceOptions options, LogLevel least, bool toError)
    {
        logging.Services.AddSingleton(new Redaction(options));
        logging.ClearProviders().SetMinimumLevel(least)
            .AddConsoleFormatter<TextLog, ConsoleFormatterOptions>().AddConsoleFormatter<JsonLog, ConsoleFormatterOptions>()
            .AddConsole(console =>
            {
                console.FormatterName = IsJson(options.Telemetry.Logs) ? JsonLog.FormatterName : TextLog.FormatterName;
                if (toError) console.LogToStandardErrorThreshold = LogLevel.Trace;
            });
        // Who asks for more than our own words wants to hear the libraries as well, all of them.
        if (least < LogLevel.Information) return logging.AddFilter("Microsoft.AspNetCore", least).AddFilter("Microsoft.AspNetCore.DataProtection", least);
        return logging.AddFilter("Polly", LogLevel.None).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
    }

    private static bool IsJson(LogForm form) => form == LogForm.Json
        || (form == LogForm.Auto && Console.IsOutputRedirected && Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1");
}
