using System.Net;

namespace TargetAlerts.Sources.Http;

/// <summary>A whole answer: its body was read to the end, is no larger than the cap and, with a 2xx, well formed.</summary>
public sealed record SourceAnswer(HttpStatusCode Status, string? ContentType, byte[] Body, Uri? Location)
{
    /// <summary>The answer's own headers by name, in any case: "Link", "ETag", "X-Total-Results".</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool Ok => (int)Status is >= 200 and <= 299;

    /// <summary>The key it was asked with, if any.</summary>
    public string? Key { get; init; }

    /// <summary>The first words of the body, cleaned, for a reason a person reads. NCBI repeats a key that it refuses; nobody else is to read it.</summary>
    public string Excerpt => PlainText.Shorten(Hidden(PlainText.Clean(System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600))))), 160);

    private string Hidden(string text) => string.IsNullOrEmpty(Key) ? text : text.Replace(Key, "(secret)", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a 2xx body must be.</summary>
public enum BodyForm
{
    Json,
    Xml,

    /// <summary>JSON, or nothing at all: a 204, or a 200 without a body, where SPEC.md says that this means "none".</summary>
    JsonOrNothing,

    /// <summary>Anything; the connector looks for itself.</summary>
    Any,
}
