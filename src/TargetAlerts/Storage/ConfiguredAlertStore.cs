using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>What became of an entry of config/alerts.json. It outlives its alert, so that whoever left is not signed up anew.</summary>
/// <param name="Address">A keyed hash.</param>
/// <param name="Entry">A hash of the entry as it was last applied.</param>
/// <param name="AppliedAt">When; an edit by the subscriber since then stands.</param>
/// <param name="Edited">The subscriber edited it.</param>
/// <param name="Absent">Paused because the file did not name it any more.</param>
internal sealed record ConfiguredAlert(string AlertId, string Address, string Entry, DateTimeOffset AppliedAt, bool Edited = false, bool Absent = false);

/// <summary>The memory of the admin's alerts, kept among the settings. All are steps of one write transaction.</summary>
internal static class ConfiguredAlertStore
{
    private const string Prefix = "configured:";

    /// <summary>Waits until no other node applies the file: the idle update takes the row's lock on PostgreSQL; SQLite has one writer.</summary>
    public static Task EnterAsync(DbConnection connection) => connection.ExecuteAsync(
        "INSERT INTO settings (key, value) VALUES ('configured', '') ON CONFLICT (key) DO UPDATE SET value = settings.value");

    public static async Task<Dictionary<string, ConfiguredAlert>> ReadAsync(DbConnection connection) =>
        (await connection.QueryAsync<(string Key, string Value)>("SELECT key, value FROM settings WHERE substr(key, 1, @length) = @Prefix", new { length = Prefix.Length, Prefix }))
            .ToDictionary(row => row.Key[Prefix.Length..], row => JsonSerializer.Deserialize<ConfiguredAlert>(row.Value)!, StringComparer.Ordinal);

    public static Task SaveAsync(DbConnection connection, string name, ConfiguredAlert known) => connection.ExecuteAsync(
        "INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value", new { key = Prefix + name, value = JsonSerializer.Serialize(known) });

    /// <summary>Whether its subscriber edited an alert after an instant.</summary>
    public static async Task<bool> IsEditedAsync(DbConnection connection, string alert, string actor, DateTimeOffset after) => await connection.QuerySingleAsync<int>(
        "SELECT COUNT(*) FROM audit WHERE subject = @alert AND actor = @actor AND action = 'edited' AND at > @after", new { alert, actor, after }) > 0;
}
