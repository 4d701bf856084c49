using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The names of fields ("pieces") and where each is in a study. Other names are refused.</summary>
internal static class Pieces
{
    public const string LastUpdatePostDatePath = "protocolSection.statusModule.lastUpdatePostDateStruct.date";

    private static readonly Dictionary<string, string> ByPiece = PieceTable.Read();
    private static readonly HashSet<string> Paths = [.. ByPiece.Values];

    /// <summary>The path of a piece name or of a path; null when there is no such field.</summary>
    public static string? Path(string name)
    {
        if (ByPiece.TryGetValue(name, out var path))
            return path;
        return Paths.Contains(name) ? name : Paths.FirstOrDefault(known => known.EndsWith("." + name, StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal));
    }

    public static IReadOnlyList<string> Of(params string[] pieces) => [.. pieces.Select(piece => ByPiece[piece])];

    public static IEnumerable<JsonNode> At(JsonNode node, string path)
    {
        IEnumerable<JsonNode> nodes = [node];
        foreach (var name in path.Split('.'))
            nodes = nodes.SelectMany(Items).Select(item => (item as JsonObject)?[name]).OfType<JsonNode>();
        return nodes;
    }

    private static IEnumerable<JsonNode> Items(JsonNode node) => node is JsonArray list ? list.OfType<JsonNode>() : [node];
}
