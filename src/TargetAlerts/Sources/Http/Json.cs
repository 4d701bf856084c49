using System.Text.Json;

namespace TargetAlerts.Sources.Http;

/// <summary>
/// Reading answers whose members come and go: a step into nothing gives nothing, a member of another shape than
/// documented is a <see cref="FormatException"/>, so that a changed format never looks like a fact turned absent.
/// </summary>
internal static class Json
{
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return default;
            if (element.ValueKind != JsonValueKind.Object) throw new FormatException($"no object around {name}");
            if (!element.TryGetProperty(name, out element)) return default;
        }
        return element;
    }

    /// <summary>Cleaned text of a string or number; "" for nothing.</summary>
    public static string Text(this JsonElement element, int cap = PlainText.TextLength) => element.ValueKind switch
    {
        JsonValueKind.String => PlainText.Clean(element.GetString(), cap),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => throw new FormatException($"{element.ValueKind} where a text should be"),
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray(),
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => throw new FormatException($"{element.ValueKind} where a list should be"),
        };

    public static List<string> Texts(this JsonElement element) => [.. element.Items().Select(item => item.Text()).Where(text => text.Length > 0)];
}
