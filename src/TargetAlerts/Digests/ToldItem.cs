using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>
/// An item in the words its digest was mailed with, kept beside the digest: feeds and exports repeat them, whatever became
/// of the records since.
/// </summary>
internal sealed record ToldItem
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Its place in the digest.</summary>
    public required int Item { get; init; }

    /// <summary>"c1234", as in the mail.</summary>
    public required string Id { get; init; }

    /// <summary>The numbers of the changes it accounts for.</summary>
    public required IReadOnlyList<long> Changes { get; init; }

    public required ChangeKind Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Null in digests of before it was kept.</summary>
    public RecordKind? Record { get; init; }

    /// <summary>When the last of its changes was seen.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>"Trial terminated".</summary>
    public required string Event { get; init; }

    public required string Title { get; init; }

    public required string Link { get; init; }

    public IReadOnlyList<string> Badges { get; init; } = [];

    public string Byline { get; init; } = "";

    public IReadOnlyList<string> Notes { get; init; } = [];

    public string Context { get; init; } = "";

    public IReadOnlyList<DigestFact> Facts { get; init; } = [];

    public string Why { get; init; } = "";

    public static string Write(DigestView view) => JsonSerializer.Serialize(PrintableView.Of(view).Sections.SelectMany(section => section.Items).Select(Of), Json);

    public static IReadOnlyList<ToldItem> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<ToldItem>>(json, Json)!;

    private static ToldItem Of(DigestItem item) => new()
    {
        Item = item.Number,
        Id = item.Id,
        Changes = item.Changes,
        Kind = item.Kind,
        Severity = item.Severity,
        Record = item.RecordKind,
        SeenAt = item.SeenAt,
        Event = item.Happened.Length > 0 ? item.Happened : item.Event,
        Title = item.Title,
        Link = item.Link,
        Badges = item.Badges,
        Byline = item.Byline,
        Notes = item.Notes,
        Context = item.Context,
        Facts = item.Facts,
        Why = item.Why,
    };
}
