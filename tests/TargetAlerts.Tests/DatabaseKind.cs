using TargetAlerts.Settings;

namespace TargetAlerts.Tests;

/// <summary>Which database a test runs on; the same tests run on both.</summary>
public enum DatabaseKind { Sqlite, Postgres }

internal static class DatabaseKinds
{
    /// <summary>A fresh database of the kind; for SQLite the default file of the data directory.</summary>
    public static StorageOptions Fresh(this DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ? new() { Provider = StorageProvider.Sqlite }
        : new() { Provider = StorageProvider.Postgres, ConnectionString = PostgresServer.NewSharedDatabase() };
}
