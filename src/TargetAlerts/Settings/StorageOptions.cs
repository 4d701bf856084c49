using System.Data.Common;

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

    /// <summary>Of the user ConnectionString names, for postgres; apart, so that it can stand in a file of its own.</summary>
    [Secret, Allowed("for postgres, with a ConnectionString that has no Password")]
    public string? Password { get; set; }

    /// <summary>The keys a connection string may have its password under.</summary>
    internal static IReadOnlyList<string> PasswordKeys { get; } = ["Password", "Pwd", "PSW"];

    /// <summary>Of ConnectionString; null where it is none.</summary>
    internal DbConnectionStringBuilder? Parts()
    {
        try
        {
            return new() { ConnectionString = ConnectionString };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>From here on ConnectionString is all there is to know.</summary>
    internal void Join()
    {
        if (Password is null || Parts() is not { } parts) return;
        parts["Password"] = Password;
        ConnectionString = parts.ConnectionString;
    }
}
