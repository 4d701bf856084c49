using System.Data.Common;
using DbUp.Builder;
using TargetAlerts.Settings;
using TargetAlerts.Storage.Care;

namespace TargetAlerts.Storage;

/// <summary>All that differs between the databases; everything else is shared SQL.</summary>
internal abstract class Dialect
{
    public static Dialect For(ServiceOptions options) => options.Storage.Provider == StorageProvider.Postgres
        ? new PostgresDialect(options.Storage.ConnectionString!)
        : new SqliteDialect(SqliteDialect.FileOf(options)!);

    public abstract DbConnection NewConnection();

    /// <summary>The condition that a column is one of a parameter's values, made by <see cref="Values"/>: "id " + OneOf("ids").</summary>
    public abstract string OneOf(string parameter);

    /// <summary>One parameter for any number of values: one statement to prepare, one value to bind.</summary>
    public abstract object Values(string[] values);

    /// <summary>The members of a JSON object in a column, as rows "key" and "value".</summary>
    public abstract string EachMember(string column);

    /// <summary>The elements of a JSON list in a column, as rows j.value; none for null.</summary>
    public abstract string EachElement(string column);

    /// <summary>
    /// Told to a connection whose commit may be undone by a power failure (never by the death of the process), since nothing
    /// outside depends on it yet. The next ordinary commit makes it durable: both stand in one log.
    /// </summary>
    public abstract string Unhurried { get; }

    /// <summary>What every connection is told once when opened.</summary>
    public abstract string OnOpen { get; }

    /// <summary>Run first in the transaction that gives change numbers: number order must be commit order.</summary>
    public abstract string LockChangeNumbers { get; }

    /// <summary>Words of the schema scripts by name: $blob$, $keyed$, $serial$.</summary>
    public abstract IDictionary<string, string> SchemaWords { get; }

    /// <summary>What keeps the database from storing, where the failure tells: "the disk is full"; null for any other failure.</summary>
    public abstract string? Trouble(DbException error);

    /// <summary>The same, found by writing a file where the database lies; null when that works, or it lies elsewhere.</summary>
    public virtual string? RoomFault() => null;

    /// <summary>Asks the database's clock, in milliseconds since 1970; null where it is this machine's own.</summary>
    public virtual string? Now => null;

    /// <summary>Counts the tables of a name: 0 or 1.</summary>
    public abstract string CountTables(string name);

    /// <summary>The names of our own tables.</summary>
    public abstract string Tables { get; }

    /// <summary>Name and type of a table's columns, in order; the types in PostgreSQL's words or SQLite's.</summary>
    public abstract string Columns(string table);

    /// <summary>The last number an identity column gave.</summary>
    public abstract string LastGiven(string table, string column);

    /// <summary>Makes it go on after @last.</summary>
    public abstract string GoOnAfter(string table, string column);

    /// <summary>Writes many rows into a table of a transaction.</summary>
    public abstract IRowWriter Writer(DbConnection connection, string table, IReadOnlyList<TableColumn> columns);

    /// <summary>Keeps everybody else from writing to the tables until the transaction ends.</summary>
    public abstract string LockOut(IEnumerable<string> tables);

    /// <summary>How many other sessions are connected to the database; 0 where a file lock tells.</summary>
    public abstract string OtherSessions { get; }

    /// <summary>True where the database takes one writer at a time.</summary>
    public virtual bool OneWriter => false;

    /// <summary>Ends a SELECT that picks a row to claim; nothing where there is only one writer.</summary>
    public virtual string SkipLocked => "";

    /// <summary>Sets what belongs to the database and not to a connection; under the schema's lock.</summary>
    public virtual void Prepare()
    {
    }

    public abstract UpgradeEngineBuilder Upgrader { get; }

    /// <summary>Held while the schema scripts run, so that two processes do not run them at once.</summary>
    public abstract IDisposable LockSchema();
}
