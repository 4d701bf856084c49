namespace TargetAlerts.Settings;

public enum StorageProvider
{
    /// <summary>One process, one file.</summary>
    Sqlite,

    /// <summary>Any number of equal nodes.</summary>
    Postgres,
}

/// <summary>The database.</summary>
public sealed class StorageOptions
{
    /// <summary>Its kind.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>For sqlite a file's path (absent: targetalerts.db in the data directory); demanded for postgres.</summary>
    [Secret, Allowed("a file, or Host=…;Database=…;Username=…;Password=…")]
    public string? ConnectionString { get; set; }
}
