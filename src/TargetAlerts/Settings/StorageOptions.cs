namespace TargetAlerts.Settings;

public enum StorageProvider
{
    /// <summary>One process, one file.</summary>
    Sqlite,

    /// <summary>Any number of equal nodes.</summary>
    Postgres,
}

public sealed class StorageOptions
{
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>For sqlite a file's path (absent: targetalerts.db in the data directory); for postgres "Host=…;Database=…;Username=…;Password=…".</summary>
    public string? ConnectionString { get; set; }
}
