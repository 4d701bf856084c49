using Dapper;
using TargetAlerts.Storage;

namespace TargetAlerts.Tests.Storage;

/// <summary>Tables as both databases give them, row by row as text in one order: by no code of the product.</summary>
internal static class Tables
{
    /// <summary>All tables of ours in a SQLite file, in the order of their names.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Database sqlite, CancellationToken cancellationToken) => await sqlite.ReadAsync(async connection =>
        (await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'SchemaVersions')")).Order(StringComparer.Ordinal).ToList(), cancellationToken);

    public static async Task<List<string>> RowsAsync(Database database, string table, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(async connection =>
        {
            var found = new List<string>();
            await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
            string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            int[] order = [.. Enumerable.Range(0, names.Length).OrderBy(at => names[at], StringComparer.Ordinal)];
            while (await reader.ReadAsync(cancellationToken)) found.Add(string.Join('\u001f', order.Select(at => reader.GetValue(at) switch { byte[] bytes => Convert.ToHexString(bytes), DBNull => "\u0000", var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) })));
            return found;
        }, cancellationToken);
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
