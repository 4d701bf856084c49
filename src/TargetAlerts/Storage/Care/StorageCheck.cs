using System.Data.Common;
using Dapper;
using TargetAlerts.Sources;

namespace TargetAlerts.Storage.Care;

/// <param name="About">"file", "schema", "ledger", "records".</param>
/// <param name="Faults">How many rows; 0: all is well.</param>
internal sealed record StorageFinding(string About, long Faults, string Said);

/// <summary>Looks whether the database is what it should be, on both databases. It changes nothing.</summary>
internal sealed class StorageCheck(Database database, SourceRegistry sources)
{
    public Task<IReadOnlyList<StorageFinding>> RunAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StorageFinding>>(async connection =>
    {
        var findings = new List<StorageFinding> { await SchemaAsync(connection) };
        foreach (var part in Invariants.All.GroupBy(invariant => invariant.About))
        {
            var before = findings.Count;
            foreach (var invariant in part)
            {
                var (count, example) = await connection.QuerySingleAsync<(long, string?)>($"SELECT COUNT(*), MIN(x) FROM ({invariant.Rows}) found", commandTimeout: 0);
                if (count > 0) findings.Add(new(part.Key, count, $"{count:N0} {invariant.Wrong}, such as {example}"));
            }
            if (findings.Count == before) findings.Add(new(part.Key, 0, "in order"));
        }
        findings.Add(await NumbersAsync(connection));
        findings.Add(await FingerprintsAsync(connection, cancellationToken));
        return findings;
    }, cancellationToken);

    private static async Task<StorageFinding> SchemaAsync(DbConnection connection)
    {
        var (missing, newer) = await SchemaState.CompareAsync(connection);
        return missing.Count > 0 ? new("schema", missing.Count, $"not brought up to date: {string.Join(", ", missing)} is missing")
            : new("schema", 0, newer.Count > 0 ? $"of a newer version, which only added to it ({string.Join(", ", newer)})" : "up to date");
    }

    // A number given again would lie behind what the alerts have passed: its change would reach nobody.
    private async Task<StorageFinding> NumbersAsync(DbConnection connection)
    {
        var given = await connection.QuerySingleAsync<long>(database.Dialect.LastGiven("changes", "number"));
        var highest = await connection.QuerySingleAsync<long>("SELECT COALESCE(MAX(number), 0) FROM changes");
        return given < highest ? new("numbers", highest - given, $"the next change would get the number {given + 1}, though {highest} is given") : new("numbers", 0, $"{given:N0} changes were ever numbered");
    }

    // Recomputed from what is stored: a record changed by anything but a check, or damaged, would be told wrongly or never.
    private async Task<StorageFinding> FingerprintsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var facts = sources.Registered.ToDictionary(source => source.Description.Name.Value, source => source.Description);
        var (seen, wrong, example) = (0L, 0L, (string?)null);
        await foreach (var row in connection.QueryUnbufferedAsync<FingerprintRow>($"SELECT {RecordReader.Columns}, r.content, r.fingerprint, r.fingerprint_version FROM records r").WithCancellation(cancellationToken))
        {
            seen++;
            // Of an older version it is made anew at the next check; of none, the id alone is kept.
            if (facts.GetValueOrDefault(row.Source) is not { } source || source.FingerprintVersion != row.FingerprintVersion || Fits(row, source)) continue;
            wrong++;
            example ??= $"{row.Source} {row.Id}";
        }
        return wrong > 0 ? new("fingerprints", wrong, $"{wrong:N0} of {seen:N0} records are not what a check stored, such as {example}") : new("fingerprints", 0, $"{seen:N0} records are what their checks stored");
    }

    private static bool Fits(FingerprintRow row, SourceDescription source)
    {
        try
        {
            var record = row.Record();
            return Fingerprints.Content(record) == row.Content && Fingerprints.Facts(record.Facts, source.Facts) == row.Fingerprint;
        }
        catch (Exception damaged) when (damaged is System.Text.Json.JsonException or ArgumentException)
        {
            return false;
        }
    }

    private sealed class FingerprintRow : RecordRow
    {
        public required string Content { get; init; }

        public required string Fingerprint { get; init; }

        public int FingerprintVersion { get; init; }
    }
}
