using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace TargetAlerts.Storage.Care;

/// <param name="Type">As the database calls it: "text", "bigint", "integer", "bytea" or "blob".</param>
internal sealed record TableColumn(string Name, string Type);

/// <summary>Takes the rows of one table, one after the other; a value is null, a long, a string or bytes.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    Task WriteAsync(object?[] row, CancellationToken cancellationToken);

    Task CompleteAsync(CancellationToken cancellationToken);
}

internal sealed class SqliteRowWriter : IRowWriter
{
    private readonly SqliteCommand _insert;

    public SqliteRowWriter(DbConnection connection, string table, IReadOnlyList<TableColumn> columns)
    {
        _insert = ((SqliteConnection)connection).CreateCommand();
#pragma warning disable CA2100 // Names out of the schema itself.
        _insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select((_, at) => $"$p{at}"))})";
#pragma warning restore CA2100
        for (var at = 0; at < columns.Count; at++) _insert.Parameters.Add(new SqliteParameter($"$p{at}", null));
    }

    public Task WriteAsync(object?[] row, CancellationToken cancellationToken)
    {
        for (var at = 0; at < row.Length; at++) _insert.Parameters[at].Value = row[at] ?? DBNull.Value;
        return _insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _insert.DisposeAsync();
}

/// <summary>COPY in PostgreSQL's own binary form.</summary>
internal sealed class PostgresRowWriter(NpgsqlConnection connection, string table, IReadOnlyList<TableColumn> columns) : IRowWriter
{
    private NpgsqlBinaryImporter? _import;

    public async Task WriteAsync(object?[] row, CancellationToken cancellationToken)
    {
        _import ??= await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        await _import.StartRowAsync(cancellationToken);
        for (var at = 0; at < row.Length; at++)
        {
            if (row[at] is null) await _import.WriteNullAsync(cancellationToken);
            else if (columns[at].Type == "bigint") await _import.WriteAsync((long)row[at]!, NpgsqlDbType.Bigint, cancellationToken);
            else if (columns[at].Type == "integer") await _import.WriteAsync(Convert.ToInt32(row[at], CultureInfo.InvariantCulture), NpgsqlDbType.Integer, cancellationToken);
            else if (columns[at].Type == "bytea") await _import.WriteAsync((byte[])row[at]!, NpgsqlDbType.Bytea, cancellationToken);
            else await _import.WriteAsync((string)row[at]!, NpgsqlDbType.Text, cancellationToken);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_import is not null) await _import.CompleteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_import is not null) await _import.DisposeAsync();
    }
}
