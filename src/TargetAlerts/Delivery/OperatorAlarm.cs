using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

/// <summary>Something a person must look at.</summary>
internal interface IOperatorAlarm
{
    /// <param name="key">What it is about: "relay", "digest:ID", "alert:ID".</param>
    /// <param name="text">One line, with the remedy; no addresses, no tokens.</param>
    Task RaiseAsync(string key, string text, CancellationToken cancellationToken);
}

internal sealed partial class OperatorAlarm(AlarmStore store, ILogger<OperatorAlarm> logger) : IOperatorAlarm
{
    public Task RaiseAsync(string key, string text, CancellationToken cancellationToken)
    {
        Log.Raised(logger, key, text);
        return store.AddAsync(key, text, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "Alarm {Key}: {Text}")]
        public static partial void Raised(ILogger logger, string key, string text);
    }
}
