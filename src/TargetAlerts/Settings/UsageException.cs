namespace TargetAlerts.Settings;

/// <summary>Wrong usage or configuration: one clear line naming what to mend; commands end with 2.</summary>
public sealed class UsageException(string message) : Exception(message);
