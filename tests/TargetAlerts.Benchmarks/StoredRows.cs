using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TargetAlerts.Sources;

namespace TargetAlerts.Benchmarks;

/// <summary>Writes made records into a table as the service stores them.</summary>
internal static class StoredRows
{
    public const string Columns = "source, id, kind, title, link, dated, facts, texts, identifiers, fingerprint_version, fingerprint, content, first_seen_at, changed_at";

    private static readonly string[] Names = Columns.Split(", ");

    public static string Matches(int number) => JsonSerializer.Serialize(MadeRecords.Make(number).Matches);

    public static void Write(SqliteConnection connection, string table, IEnumerable<(int Number, int Version)> records)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({Columns}) VALUES ({string.Join(", ", Names.Select(name => "@" + name))})";
        var values = Names.Select(name => command.Parameters.AddWithValue("@" + name, "")).ToArray();
        foreach (var (number, version) in records)
        {
            var record = MadeRecords.Make(number, version).Record;
            object[] row =
            [
                record.Source.Value, record.Id, "publication", record.Title, record.Link, record.Dated!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                JsonSerializer.Serialize(record.Facts), JsonSerializer.Serialize(record.Texts), JsonSerializer.Serialize(record.Identifiers), 1,
                Fingerprints.Facts(record.Facts, MadeRecords.Description.Facts), Fingerprints.Content(record), 1_700_000_000_000, 1_700_000_000_000,
            ];
            for (var column = 0; column < row.Length; column++) values[column].Value = row[column];
            command.ExecuteNonQuery();
        }
    }
}
