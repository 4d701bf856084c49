namespace TargetAlerts.Settings;

public enum StorageProvider { Sqlite }

public sealed class StorageOptions
{
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>For sqlite a file's path; absent: targetalerts.db in the data directory.</summary>
    public string? ConnectionString { get; set; }
}
