using System.Data.Common;
using Dapper;
using TargetAlerts.Operations;

namespace TargetAlerts.Storage;

/// <summary>A fault as it is remembered: what was told of it, and when.</summary>
/// <param name="FirstAt">When it was first seen.</param>
/// <param name="ToldAt">When a mail last named it; null: none has.</param>
/// <param name="EndedAt">When it was first seen no more; null: it lasts.</param>
internal sealed record KnownFault(Fault Fault, DateTimeOffset FirstAt, DateTimeOffset? ToldAt, DateTimeOffset? EndedAt);

/// <summary>The memory of faults. All are steps of one write transaction, which one node at a time is in.</summary>
internal static class FaultStore
{
    private const string Mailed = "operator.mailed", Alarms = "operator.alarms";

    /// <summary>Waits until no other node looks. Returns when a mail was last made, and up to when alarms were told.</summary>
    public static async Task<(DateTimeOffset? Mailed, DateTimeOffset? Alarms)> EnterAsync(DbConnection connection)
    {
        // The idle update takes the row's lock on PostgreSQL; SQLite has one writer.
        await connection.ExecuteAsync("INSERT INTO settings (key, value) VALUES (@Mailed, '') ON CONFLICT (key) DO UPDATE SET value = settings.value", new { Mailed });
        var kept = (await connection.QueryAsync<(string Key, string Value)>("SELECT key, value FROM settings WHERE key IN (@Mailed, @Alarms)", new { Mailed, Alarms })).ToDictionary(row => row.Key, row => row.Value);
        return (Instant(kept.GetValueOrDefault(Mailed)), Instant(kept.GetValueOrDefault(Alarms)));
    }

    public static Task NoteMailAsync(DbConnection connection, DateTimeOffset at) => SetAsync(connection, Mailed, at);

    public static Task NoteAlarmsAsync(DbConnection connection, DateTimeOffset upTo) => SetAsync(connection, Alarms, upTo);

    public static async Task<IReadOnlyList<KnownFault>> ReadAsync(DbConnection connection) =>
        [.. (await connection.QueryAsync<Row>("SELECT key, said, remedy, since_at, first_at, told_at, ended_at FROM faults ORDER BY since_at, key")).Select(row => row.Known())];

    public static Task SaveAsync(DbConnection connection, KnownFault known) => connection.ExecuteAsync("""
        INSERT INTO faults (key, said, remedy, since_at, first_at, told_at, ended_at) VALUES (@Key, @Said, @Remedy, @Since, @FirstAt, @ToldAt, @EndedAt)
        ON CONFLICT (key) DO UPDATE SET said = excluded.said, remedy = excluded.remedy, since_at = excluded.since_at, told_at = excluded.told_at, ended_at = excluded.ended_at
        """, new { known.Fault.Key, known.Fault.Said, known.Fault.Remedy, known.Fault.Since, known.FirstAt, known.ToldAt, known.EndedAt });

    public static Task ForgetAsync(DbConnection connection, string key) => connection.ExecuteAsync("DELETE FROM faults WHERE key = @key", new { key });

    /// <summary>Single events of a span: the digest that may or may not have arrived, the alert that was parked.</summary>
    public static async Task<IReadOnlyList<(DateTimeOffset At, string Subject, string Said)>> AlarmsAsync(DbConnection connection, DateTimeOffset after, DateTimeOffset upTo) =>
        [.. await connection.QueryAsync<(DateTimeOffset, string, string)>("SELECT at, subject, detail FROM audit WHERE action = 'alarm' AND at > @after AND at <= @upTo ORDER BY at, subject", new { after, upTo })];

    private static Task SetAsync(DbConnection connection, string key, DateTimeOffset at) => connection.ExecuteAsync(
        "INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        new { key, value = at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture) });

    private static DateTimeOffset? Instant(string? text) =>
        long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    private sealed class Row
    {
        public string Key { get; init; } = "";

        public string Said { get; init; } = "";

        public string Remedy { get; init; } = "";

        public DateTimeOffset SinceAt { get; init; }

        public DateTimeOffset FirstAt { get; init; }

        public DateTimeOffset? ToldAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public KnownFault Known() => new(new Fault(Key, Said, Remedy, SinceAt), FirstAt, ToldAt, EndedAt);
    }
}
