using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace TargetAlerts.Storage;

/// <summary>Sending stands still until a person releases it.</summary>
/// <param name="Why">One clause: "this is the backup of 2026-03-02 06:00 UTC".</param>
/// <param name="Moved">The database was copied to another, which sends in its place.</param>
internal sealed record Hold(string Why, DateTimeOffset Since, bool Moved = false);

/// <summary>The hold as the database keeps it, and how many rounds of sending it knows of.</summary>
/// <param name="Rounds">Rounds in which something was sent: it only grows.</param>
internal sealed record HoldState(Hold? Hold, long Rounds, string Installation);

/// <summary>Keeps the hold where a claim looks for it, in the same transaction.</summary>
internal sealed class HoldStore(Database database)
{
    /// <summary>Keys of the settings. <see cref="MovedKey"/> stays behind when a database is copied.</summary>
    public const string HeldKey = "held", MovedKey = "moved";

    // A node elsewhere may have noted more rounds than the database or this node know of: a release goes far ahead of them all.
    private const long Far = 1_000_000;

    public Task<HoldState> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(ReadAsync, cancellationToken);

    public Task PutAsync(Hold hold, CancellationToken cancellationToken) => database.WriteAsync(connection => PutAsync(connection, hold), cancellationToken);

    /// <summary>A round that sent something. Returns how many there were.</summary>
    public Task<long> CountRoundAsync(CancellationToken cancellationToken) => database.WriteAsync(connection => SetRoundsAsync(connection, 0, 1), cancellationToken);

    /// <summary>Ends the hold.</summary>
    /// <param name="rounds">What is known of elsewhere.</param>
    public Task ReleaseAsync(long rounds, string actor, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(async connection =>
    {
        await connection.ExecuteAsync("DELETE FROM settings WHERE key IN (@HeldKey, @MovedKey)", new { HeldKey, MovedKey });
        await SetRoundsAsync(connection, rounds, Far);
        await AlertStore.NoteAsync(connection, now, actor, "released", "sending");
    }, cancellationToken);

    public static Task PutAsync(DbConnection connection, Hold hold) => connection.ExecuteAsync(
        "INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        new { key = hold.Moved ? MovedKey : HeldKey, value = JsonSerializer.Serialize(hold) });

    /// <summary>Within a claim: true while nothing may be sent.</summary>
    public static async Task<bool> IsHeldAsync(DbConnection connection) =>
        await connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM settings WHERE key IN (@HeldKey, @MovedKey)", new { HeldKey, MovedKey }) > 0;

    private static async Task<HoldState> ReadAsync(DbConnection connection)
    {
        var kept = (await connection.QueryAsync<(string Key, string Value)>("SELECT key, value FROM settings WHERE key IN (@HeldKey, @MovedKey, 'rounds', 'installation')", new { HeldKey, MovedKey }))
            .ToDictionary(row => row.Key, row => row.Value);
        var hold = kept.GetValueOrDefault(MovedKey) ?? kept.GetValueOrDefault(HeldKey);
        return new(hold is null ? null : JsonSerializer.Deserialize<Hold>(hold), Rounds(kept.GetValueOrDefault("rounds")), kept.GetValueOrDefault("installation") ?? "");
    }

    private static async Task<long> SetRoundsAsync(DbConnection connection, long least, long more)
    {
        // The idle insert takes the row's lock on PostgreSQL: no two nodes count one round as the same.
        await connection.ExecuteAsync("INSERT INTO settings (key, value) VALUES ('rounds', '0') ON CONFLICT (key) DO UPDATE SET value = settings.value");
        var rounds = Math.Max(least, Rounds(await connection.QuerySingleAsync<string>("SELECT value FROM settings WHERE key = 'rounds'"))) + more;
        await connection.ExecuteAsync("UPDATE settings SET value = @value WHERE key = 'rounds'", new { value = rounds.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return rounds;
    }

    private static long Rounds(string? text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var rounds) ? rounds : 0;
}
