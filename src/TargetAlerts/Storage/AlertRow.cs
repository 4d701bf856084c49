using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Settings;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Storage;

/// <summary>An alert as its row: words for states, the wish as JSON.</summary>
internal sealed record AlertRow
{
    /// <summary>Columns of <see cref="AlertRow"/> from alerts a joined with subscribers s.</summary>
    public const string Select = """
        SELECT a.id, a.subscriber_id, s.address, a.state, a.wish, a.frequency, a.weekday, a.at_local, a.zone, a.position,
               a.last_number, a.created_at, a.confirmed_at, a.consent, a.paused_at, a.paused_until, a.resumed_at
        FROM alerts a JOIN subscribers s ON s.id = a.subscriber_id
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string Id { get; init; }

    public required string SubscriberId { get; init; }

    public required string Address { get; init; }

    public required string State { get; init; }

    public required string Wish { get; init; }

    public required string Frequency { get; init; }

    public required int Weekday { get; init; }

    public required string AtLocal { get; init; }

    public required string Zone { get; init; }

    public required long Position { get; init; }

    public required int LastNumber { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? Consent { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateOnly? PausedUntil { get; init; }

    public DateTimeOffset? ResumedAt { get; init; }

    public static AlertRow Of(Alert alert) => new()
    {
        Id = alert.Id,
        SubscriberId = alert.SubscriberId,
        Address = alert.Address,
        State = AlertView.Word(alert.State),
        Wish = JsonSerializer.Serialize(alert.Wish, Json),
        Frequency = AlertView.Word(alert.Frequency),
        Weekday = (int)alert.Weekday,
        AtLocal = alert.At.ToString("HH:mm", CultureInfo.InvariantCulture),
        Zone = alert.Zone,
        Position = alert.Position,
        LastNumber = alert.LastNumber,
        CreatedAt = alert.CreatedAt,
        ConfirmedAt = alert.ConfirmedAt,
        Consent = alert.Consent,
        PausedAt = alert.PausedAt,
        PausedUntil = alert.PausedUntil,
        ResumedAt = alert.ResumedAt,
    };

    public Alert ToAlert() => new()
    {
        Id = Id,
        SubscriberId = SubscriberId,
        Address = Address,
        State = Enum.Parse<AlertState>(State, ignoreCase: true),
        Wish = JsonSerializer.Deserialize<Wish>(Wish, Json) ?? throw new InvalidDataException($"Alert {Id} has no wish."),
        Frequency = Enum.Parse<Frequency>(Frequency, ignoreCase: true),
        Weekday = (DayOfWeek)Weekday,
        At = TimeOnly.ParseExact(AtLocal, "HH:mm", CultureInfo.InvariantCulture),
        Zone = Zone,
        Position = Position,
        LastNumber = LastNumber,
        CreatedAt = CreatedAt,
        ConfirmedAt = ConfirmedAt,
        Consent = Consent,
        PausedAt = PausedAt,
        PausedUntil = PausedUntil,
        ResumedAt = ResumedAt,
    };
}
