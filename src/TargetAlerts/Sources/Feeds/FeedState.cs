using System.Text.Json;
using System.Text.Json.Serialization;

namespace TargetAlerts.Sources.Feeds;

/// <summary>What a watch remembers of one feed between checks; all of them together are its cursor.</summary>
internal sealed record FeedState
{
    private static readonly JsonSerializerOptions Shape = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    [JsonPropertyName("t")]
    public string? ETag { get; init; }

    [JsonPropertyName("m")]
    public string? Modified { get; init; }

    /// <summary>Of the body last read: some servers say 200 whatever they are asked.</summary>
    [JsonPropertyName("h")]
    public string? Hash { get; init; }

    /// <summary>It could not be read when it was first asked: what it then holds is its baseline.</summary>
    [JsonPropertyName("p")]
    public bool Pending { get; init; }

    /// <summary>The feed said that it is gone for good; it is not asked again.</summary>
    [JsonPropertyName("x")]
    public bool Gone { get; init; }

    /// <summary>The day since which it could not be read.</summary>
    [JsonPropertyName("s")]
    public DateOnly? Failing { get; init; }

    /// <summary>The items last read.</summary>
    [JsonPropertyName("i")]
    public IReadOnlyList<FeedTrace> Items { get; init; } = [];

    public static Dictionary<string, FeedState> Read(string? cursor) => cursor is null ? [] : JsonSerializer.Deserialize<Dictionary<string, FeedState>>(cursor, Shape) ?? [];

    public static string Write(IReadOnlyDictionary<string, FeedState> states) => JsonSerializer.Serialize(states, Shape);
}

/// <param name="Key">Hash of what the feed calls it.</param>
/// <param name="Link">Hash of its address; null where it has none.</param>
/// <param name="Id">The part of the record's id after the feed's name, where it is not the key.</param>
internal sealed record FeedTrace([property: JsonPropertyName("k")] string Key, [property: JsonPropertyName("l")] string? Link, [property: JsonPropertyName("i")] string? Id = null);
