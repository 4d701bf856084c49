using System.Data.Common;
using System.Text.Json;
using Dapper;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;
using TargetAlerts.Settings;
using TargetAlerts.Storage.Care;

namespace TargetAlerts.Storage;

/// <summary>SQLite on a local disk: WAL is a property of the file, the rest of each connection (SQLite, "Write-Ahead Logging").</summary>
internal sealed class SqliteDialect(string file) : Dialect
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        DefaultTimeout = 60,
        ForeignKeys = true,
    }.ConnectionString;

    /// <summary>The database file of the settings; null with another database.</summary>
    public static string? FileOf(ServiceOptions options) => options.Storage.Provider == StorageProvider.Sqlite
        ? options.Storage.ConnectionString ?? Path.Combine(options.DataDirectory, "targetalerts.db")
        : null;

    public override string OnOpen => "PRAGMA synchronous = FULL;";

    public override string Unhurried => "PRAGMA synchronous = NORMAL;";

    public override bool OneWriter => true;

    // A write transaction here is the only writer: BeginTransaction is "begin immediate".
    public override string LockChangeNumbers => "SELECT 1;";

    public override IDictionary<string, string> SchemaWords { get; } = new Dictionary<string, string>
    {
        ["blob"] = "BLOB",
        ["keyed"] = "WITHOUT ROWID",
        ["serial"] = "INTEGER PRIMARY KEY AUTOINCREMENT",
    };

    public override UpgradeEngineBuilder Upgrader => DeployChanges.To.SqliteDatabase(_connectionString);

    public override string OneOf(string parameter) => $"IN (SELECT value FROM json_each(@{parameter}))";

    public override object Values(string[] values) => JsonSerializer.Serialize(values);

    public override string EachMember(string column) => $"json_each({column})";

    public override string EachElement(string column) => $"json_each({column}) j";

    // A failure of the file system has many names in SQLite; what a file of our own meets beside it tells which it is.
    public override string? Trouble(DbException error) => error is not SqliteException { SqliteErrorCode: var code } ? null : code switch
    {
        13 => DiskRoom.Full,
        8 or 10 or 14 => RoomFault() ?? (code == 8 ? DiskRoom.ReadOnly : null),
        _ => null,
    };

    public override string? RoomFault() => DiskRoom.Fault(Path.GetDirectoryName(Path.GetFullPath(file))!);

    public override string CountTables(string name) => $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{name}'";

    public override string Tables => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND LOWER(name) <> 'schemaversions' ORDER BY name";

    public override string Columns(string table) => $"SELECT name, LOWER(type) FROM pragma_table_info('{table}') ORDER BY cid";

    public override string LastGiven(string table, string column) => $"SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)";

    public override string GoOnAfter(string table, string column) => $"DELETE FROM sqlite_sequence WHERE name = '{table}'; INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', @last)";

    public override IRowWriter Writer(DbConnection connection, string table, IReadOnlyList<TableColumn> columns) => new SqliteRowWriter(connection, table, columns);

    public override string LockOut(IEnumerable<string> tables) => "SELECT 1";

    public override string OtherSessions => "SELECT 0";

    public override DbConnection NewConnection() => new SqliteConnection(_connectionString);

    public override void Prepare()
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL");
    }

    public override IDisposable LockSchema()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);
        if (!File.Exists(file))
        {
            if (File.Exists(SqliteRestore.Unfinished(file))) throw new InvalidOperationException($"A restore of {file} was broken off before it was done: run targetalerts storage restore again.");
            using var created = new FileStream(file, FileMode.OpenOrCreate);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return FileLock.Wait(file + ".lock");
    }
}
