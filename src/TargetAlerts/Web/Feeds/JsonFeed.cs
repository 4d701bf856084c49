using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TargetAlerts.Web.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org), with what a program wants to know under "_targetalerts".</summary>
internal static class JsonFeed
{
    public const string Type = "application/feed+json; charset=utf-8";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static byte[] Write(FeedHead head, IReadOnlyList<FeedEntry> entries) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Version = "https://jsonfeed.org/version/1.1",
        head.Title,
        HomePageUrl = head.Home,
        FeedUrl = head.Self,
        Authors = new[] { new { Name = "TargetAlerts" } },
        Language = "en",
        Items = entries.Select(Item),
    }, Json);

    /// <summary>"updated", "high".</summary>
    public static IEnumerable<string> Tags(FeedEntry entry) =>
        [entry.Item.Kind.ToString().ToLowerInvariant(), entry.Item.Severity.ToString().ToLowerInvariant()];

    private static Dictionary<string, object?> Item(FeedEntry entry) => new()
    {
        ["id"] = entry.Urn,
        ["url"] = entry.Item.Link.Length > 0 ? entry.Item.Link : null,
        ["title"] = entry.Title,
        ["content_html"] = entry.Html(),
        ["date_published"] = entry.Item.SeenAt,
        ["tags"] = Tags(entry),
        ["_targetalerts"] = new
        {
            entry.Item.Id,
            entry.Item.Changes,
            entry.Digest,
            entry.Item.Item,
            entry.Item.Event,
            Facts = entry.Item.Facts.Select(fact => new { fact.Label, fact.Old, fact.New, fact.Distance }),
        },
    };
}
