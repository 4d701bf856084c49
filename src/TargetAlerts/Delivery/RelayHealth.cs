using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

[JsonConverter(typeof(JsonStringEnumConverter<RelayState>))]
internal enum RelayState
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Not there or not able; tried again by itself.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Refused us; an operator was told. Tried again by itself as well.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}

/// <summary>What is known of the relay, as the settings keep it.</summary>
/// <param name="Failures">In a row.</param>
/// <param name="Message">The one message all these failures met, null when they met several.</param>
internal sealed record RelayCondition(RelayState State, string? Reason, DateTimeOffset? Since, DateTimeOffset? NextProbe, int Failures, string? Message)
{
    public static readonly RelayCondition Fine = new(RelayState.Ok, null, null, null, 0, null);

    public bool ClosedAt(DateTimeOffset now) => State != RelayState.Ok && NextProbe > now;

    /// <summary>Whether no other message shares the relay's present failures.</summary>
    public bool MetOnly(string message) => Failures == 0 || Message == message;

    public RelayCondition Worse(RelayState state, string reason, string message, TimeSpan pause, DateTimeOffset now) => new(
        state, reason, State == state ? Since : now, now + pause, Failures + 1, MetOnly(message) ? message : null);
}

/// <summary>Pauses and stops hold for the relay as a whole, across nodes and restarts.</summary>
internal sealed class RelayHealth(SettingsStore settings)
{
    private const string Key = "relay";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<RelayCondition> ReadAsync(CancellationToken cancellationToken) =>
        await settings.ReadAsync(Key, cancellationToken) is { } kept ? JsonSerializer.Deserialize<RelayCondition>(kept, Json) ?? RelayCondition.Fine : RelayCondition.Fine;

    public Task WriteAsync(RelayCondition condition, CancellationToken cancellationToken) =>
        settings.WriteAsync(Key, JsonSerializer.Serialize(condition, Json), cancellationToken);
}
