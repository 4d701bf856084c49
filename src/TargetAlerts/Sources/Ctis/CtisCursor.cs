using System.Text.Json;
using System.Text.Json.Serialization;

namespace TargetAlerts.Sources.Ctis;

/// <summary>What is remembered of each trial: how it was stamped when its details were read, and which other registries' numbers they named.</summary>
internal sealed record CtisTrace([property: JsonPropertyName("u")] string Stamp, [property: JsonPropertyName("s")] IReadOnlyList<string> Same);

internal static class CtisCursor
{
    public static Dictionary<string, CtisTrace> Read(string? cursor) => cursor is null ? [] : JsonSerializer.Deserialize<Dictionary<string, CtisTrace>>(cursor) ?? [];

    public static string Write(Dictionary<string, CtisTrace> traces) => JsonSerializer.Serialize(traces);
}
