using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Digests;

namespace TargetAlerts.Subscribers;

/// <summary>Everything stored about a subscriber (GDPR Art. 15 and 20), but the mails' bytes: what they say is in the items.</summary>
internal sealed record ExportedSubscriber
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public required string Address { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>Why the address is written to no more; kept as a keyed hash also after an erasure.</summary>
    public ExportedSuppression? Suppression { get; init; }

    public required IReadOnlyList<ExportedNote> Bounces { get; init; }

    /// <summary>Mails with a link, counted for the limits.</summary>
    public required IReadOnlyList<ExportedLinkMail> LinkMails { get; init; }

    public required IReadOnlyList<ExportedAlert> Alerts { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

internal sealed record ExportedAlert
{
    public required string Id { get; init; }

    public required string State { get; init; }

    /// <summary>As it is stored: targets and sources with the change after which each counts.</summary>
    public required JsonElement Wish { get; init; }

    public required string Frequency { get; init; }

    public required DayOfWeek Weekday { get; init; }

    public required string At { get; init; }

    public required string TimeZone { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? Consent { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateOnly? PausedUntil { get; init; }

    public required long Position { get; init; }

    public required int LastNumber { get; init; }

    public required IReadOnlyList<ExportedDigest> Digests { get; init; }

    public required IReadOnlyList<ExportedDelivery> Deliveries { get; init; }

    /// <summary>Which change went into which digest.</summary>
    public required IReadOnlyList<ExportedEntry> Ledger { get; init; }

    public required IReadOnlyList<ExportedNote> Audit { get; init; }
}

internal sealed record ExportedDigest(
    string Id, int? Number, string State, DateOnly PeriodStart, DateOnly PeriodEnd, DateTimeOffset ScheduledAt, DateTimeOffset MadeAt, int ItemCount, IReadOnlyList<ToldItem> Items);

internal sealed record ExportedSuppression
{
    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed record ExportedLinkMail
{
    public required string Purpose { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed record ExportedEntry
{
    public long Change { get; init; }

    public required string State { get; init; }

    public string? Digest { get; init; }

    public string? Mark { get; init; }

    /// <summary>What kept it back.</summary>
    public string? Mute { get; init; }
}

internal sealed record ExportedNote
{
    public DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public string? Detail { get; init; }
}

internal sealed record ExportedDelivery
{
    public required string Kind { get; init; }

    public string? Digest { get; init; }

    public required string Recipient { get; init; }

    public required string MessageId { get; init; }

    public required string State { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    public string? Result { get; init; }
}
