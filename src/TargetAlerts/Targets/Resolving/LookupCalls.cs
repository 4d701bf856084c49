using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Targets.Resolving;

/// <summary>What the four look-up services have in common: one that is switched off is not asked, an answer that is not what was asked for is no answer.</summary>
internal static class LookupCalls
{
    public static async Task<SourceAnswer> AskAsync(this SourceClient client, string path, CancellationToken cancellationToken)
    {
        client.ThrowIfOff();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Access.BaseUrl, path));
        // HGNC and ChEMBL answer in XML when not asked; none is to be answered from a cache of last year.
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.CacheControl = new() { NoCache = true };
        return await client.SendAsync(request, BodyForm.Json, cancellationToken);
    }

    public static void ThrowIfOff(this SourceClient client)
    {
        if (!client.Access.Options.Enabled) throw new SourceUnavailableException($"switched off (Sources:{client.Access.Name}:Enabled)");
    }

    /// <summary>A good answer read, or unavailable.</summary>
    public static T Read<T>(this SourceAnswer answer, Func<JsonElement, T> read)
    {
        if (!answer.Ok) throw new SourceUnavailableException($"answered {(int)answer.Status} “{answer.Excerpt}”");
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            throw new SourceUnavailableException($"the answer cannot be read ({error.Message})", error);
        }
    }

    /// <summary>A list that must be there: one that is missing is an error, never "none".</summary>
    public static IEnumerable<JsonElement> Required(this JsonElement element, string list) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray() : throw new FormatException($"there is no list “{list}”");

    /// <summary>A member that is one value or a list of them.</summary>
    public static IEnumerable<JsonElement> OneOrMany(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => element.EnumerateArray(),
        _ => [element],
    };

    public static List<string> OneOrManyTexts(this JsonElement element) => [.. element.OneOrMany().Select(item => item.Text()).Where(text => text.Length > 0)];

    public static string Escaped(string text) => Uri.EscapeDataString(text);

    /// <summary>A phrase of Lucene's and Solr's language.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
