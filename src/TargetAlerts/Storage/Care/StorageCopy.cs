using System.Data.Common;
using System.Globalization;
using Dapper;

namespace TargetAlerts.Storage.Care;

/// <param name="Checksum">Of all rows, the same on both sides.</param>
internal sealed record CopiedTable(string Table, long Rows, string Checksum);

/// <param name="Held">The copy starts held, as the database was.</param>
internal sealed record CopyReport(IReadOnlyList<CopiedTable> Tables, bool Held);

/// <summary>
/// Copies a whole database into an empty one of either kind, in one transaction on each side: what comes out is read back and
/// compared before it counts. The former database then holds its sending for good, before the new one is there for anybody:
/// a crash between the two leaves one that is held and one that is empty, never two that send.
/// </summary>
internal sealed class StorageCopy(Database from, Database to, TimeProvider time)
{
    // Referred to by others' foreign keys.
    private static readonly string[] First = ["subscribers", "alerts", "messages"];
    private static readonly (string Table, string Column)[] Numbered = [("changes", "number"), ("staged_changes", "seq")];

    // The former database's own mark, should it have been copied before.
    private const string Where = $" WHERE key <> '{HoldStore.MovedKey}'";

    /// <param name="name">What the new database is called where the former one says why it does not send.</param>
    /// <exception cref="InvalidOperationException">Nothing was copied; says why.</exception>
    public async Task<CopyReport> RunAsync(string name, Action<string> say, CancellationToken cancellationToken)
    {
        from.Upgrade();
        to.Upgrade();
        await using var source = await from.OpenAsync(cancellationToken);
        await using var target = await to.OpenAsync(cancellationToken);
        var tables = await TablesAsync(source, target);
        if (await source.QuerySingleAsync<long>(from.Dialect.OtherSessions) is > 0 and var others) throw new InvalidOperationException($"{others} other session(s) are connected to the database that is to be copied: stop all nodes and commands first.");
        await using var reading = await source.BeginTransactionAsync(cancellationToken);
        await source.ExecuteAsync(from.Dialect.LockOut(tables));
        await using var writing = await target.BeginTransactionAsync(cancellationToken);
        await target.ExecuteAsync(to.Dialect.LockOut(tables));
        await DemandEmptyAsync(target, tables);

        var copied = new List<CopiedTable>();
        foreach (var table in tables)
        {
            var sum = await CopyAsync(source, target, table, cancellationToken);
            say($"{table}: {sum.Rows:N0}");
            copied.Add(new(table, sum.Rows, sum.Checksum));
        }
        foreach (var table in copied) await CompareAsync(target, table, cancellationToken);
        foreach (var (table, column) in Numbered)
        {
            var last = await source.QuerySingleAsync<long>(from.Dialect.LastGiven(table, column));
            await target.ExecuteAsync(to.Dialect.GoOnAfter(table, column), new { last });
        }
        var held = await HoldStore.IsHeldAsync(target);
        await HoldStore.PutAsync(source, new Hold(string.Create(CultureInfo.InvariantCulture, $"the database was copied to {name}, which sends in its place"), time.GetUtcNow(), Moved: true));
        await reading.CommitAsync(CancellationToken.None);
        await writing.CommitAsync(CancellationToken.None);
        return new(copied, held);
    }

    private async Task<IReadOnlyList<string>> TablesAsync(DbConnection source, DbConnection target)
    {
        var tables = (await source.QueryAsync<string>(from.Dialect.Tables)).AsList();
        if ((await target.QueryAsync<string>(to.Dialect.Tables)).Except(tables).FirstOrDefault() is { } foreign) throw new InvalidOperationException($"The target holds a table that is not ours ({foreign}): name an empty database.");
        return [.. First, .. tables.Except(First)];
    }

    private static async Task DemandEmptyAsync(DbConnection target, IReadOnlyList<string> tables)
    {
        foreach (var table in tables)
        {
            if (await target.QuerySingleAsync<long>($"SELECT COUNT(*) FROM {table}") is > 0 and var rows) throw new InvalidOperationException($"The target is not empty ({rows:N0} rows in {table}): nothing was copied. Name an empty database.");
        }
    }

    private async Task<TableSum> CopyAsync(DbConnection source, DbConnection target, string table, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(to, target, table);
        if (!(await ColumnsAsync(from, source, table)).Select(column => column.Name).ToHashSet().SetEquals(columns.Select(column => column.Name))) throw new InvalidOperationException($"The table {table} has other columns there: nothing was copied.");
        var sum = new TableSum();
        await using var writer = to.Dialect.Writer(target, table, columns);
        await foreach (var row in RowsAsync(source, table, columns, cancellationToken))
        {
            await writer.WriteAsync(row, cancellationToken);
            sum.Add(row);
        }
        await writer.CompleteAsync(cancellationToken);
        return sum;
    }

    private async Task CompareAsync(DbConnection target, CopiedTable copied, CancellationToken cancellationToken)
    {
        var sum = new TableSum();
        await foreach (var row in RowsAsync(target, copied.Table, await ColumnsAsync(to, target, copied.Table), cancellationToken)) sum.Add(row);
        if (sum.Rows != copied.Rows || sum.Checksum != copied.Checksum) throw new InvalidOperationException($"The copy of {copied.Table} is not equal ({copied.Rows:N0} rows, {sum.Rows:N0} in the copy): nothing was copied.");
    }

    private static async Task<IReadOnlyList<TableColumn>> ColumnsAsync(Database database, DbConnection connection, string table) =>
        [.. (await connection.QueryAsync<(string Name, string Type)>(database.Dialect.Columns(table))).Select(column => new TableColumn(column.Name, column.Type))];

    private static async IAsyncEnumerable<object?[]> RowsAsync(DbConnection connection, string table, IReadOnlyList<TableColumn> columns, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names out of the schema itself.
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => column.Name))} FROM {table}{(table == "settings" ? Where : "")}";
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new object?[columns.Count];
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var at = 0; at < row.Length; at++)
            {
                row[at] = reader.GetValue(at) switch { DBNull => null, int number => (long)number, var value => value };
            }
            yield return row;
        }
    }
}
