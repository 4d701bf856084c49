using System.Data.Common;
using System.Text.Json;
using Dapper;
using TargetAlerts.Digests;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>Reads whatever is stored about a subscriber.</summary>
internal sealed class ExportStore(Database database)
{
    public Task<ExportedSubscriber?> ReadAsync(string subscriber, Func<string, (string[] LinkMails, string[] Suppressions)> hashes, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        var (address, since) = await connection.QuerySingleOrDefaultAsync<(string? Address, DateTimeOffset Since)>("SELECT address, created_at FROM subscribers WHERE id = @subscriber", new { subscriber });
        if (address is null) return null;
        var (linkMails, suppressions) = hashes(address);
        var alerts = new List<ExportedAlert>();
        foreach (var alert in await connection.QueryAsync<AlertRow>(AlertRow.Select + " WHERE a.subscriber_id = @subscriber ORDER BY a.created_at, a.id", new { subscriber })) alerts.Add(await AlertAsync(connection, alert));
        return new ExportedSubscriber
        {
            Address = address,
            Since = since,
            Suppression = await connection.QueryFirstOrDefaultAsync<ExportedSuppression>($"SELECT reason, at FROM suppressions WHERE address_hash {database.Dialect.OneOf("hashes")} ORDER BY at", new { hashes = database.Dialect.Values(suppressions) }),
            Bounces = [.. await connection.QueryAsync<ExportedNote>($"SELECT at, actor, action, detail FROM audit WHERE subject {database.Dialect.OneOf("hashes")} ORDER BY at", new { hashes = database.Dialect.Values(suppressions) })],
            LinkMails = [.. await connection.QueryAsync<ExportedLinkMail>($"SELECT purpose, at FROM link_mails WHERE address_hash {database.Dialect.OneOf("hashes")} ORDER BY at", new { hashes = database.Dialect.Values(linkMails) })],
            Alerts = alerts,
        };
    }, cancellationToken);

    private static async Task<ExportedAlert> AlertAsync(DbConnection connection, AlertRow alert)
    {
        var key = new { alert = alert.Id };
        var digests = await connection.QueryAsync<DigestRow>("""
            SELECT id, number, state, period_start, period_end, scheduled_at, made_at, items AS item_count, told FROM digests WHERE alert_id = @alert ORDER BY made_at, sequence
            """, key);
        return new()
        {
            Id = alert.Id,
            State = alert.State,
            Wish = JsonSerializer.Deserialize<JsonElement>(alert.Wish),
            Frequency = alert.Frequency,
            Weekday = (DayOfWeek)alert.Weekday,
            At = alert.AtLocal,
            TimeZone = alert.Zone,
            CreatedAt = alert.CreatedAt,
            ConfirmedAt = alert.ConfirmedAt,
            Consent = alert.Consent,
            PausedAt = alert.PausedAt,
            PausedUntil = alert.PausedUntil,
            Position = alert.Position,
            LastNumber = alert.LastNumber,
            Digests = [.. digests.Select(digest => new ExportedDigest(digest.Id, digest.Number, digest.State, digest.PeriodStart, digest.PeriodEnd, digest.ScheduledAt, digest.MadeAt, digest.ItemCount, ToldItem.Read(digest.Told)))],
            Deliveries = [.. await connection.QueryAsync<ExportedDelivery>("""
                SELECT kind, digest_id AS digest, recipient, message_id, state, attempts, created_at, done_at, result FROM messages WHERE alert_id = @alert ORDER BY created_at, id
                """, key)],
            Ledger = [.. await connection.QueryAsync<ExportedEntry>("SELECT change_number AS change, state, digest_id AS digest, mark, mute FROM ledger WHERE alert_id = @alert ORDER BY change_number", key)],
            Audit = [.. await connection.QueryAsync<ExportedNote>("""
                SELECT at, actor, action, detail FROM audit WHERE subject = @alert OR subject = 'alert:' || @alert
                  OR subject IN (SELECT id FROM digests WHERE alert_id = @alert UNION ALL SELECT 'digest:' || id FROM digests WHERE alert_id = @alert) ORDER BY at
                """, key)],
        };
    }

    private sealed class DigestRow
    {
        public required string Id { get; init; }

        public int? Number { get; init; }

        public required string State { get; init; }

        public DateOnly PeriodStart { get; init; }

        public DateOnly PeriodEnd { get; init; }

        public DateTimeOffset ScheduledAt { get; init; }

        public DateTimeOffset MadeAt { get; init; }

        public int ItemCount { get; init; }

        public string? Told { get; init; }
    }
}
