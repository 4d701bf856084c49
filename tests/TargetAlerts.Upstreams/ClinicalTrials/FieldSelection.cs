using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The fields parameter: only the asked leaves come back.</summary>
internal sealed class FieldSelection
{
    private readonly Branch? _root;

    private FieldSelection(Branch? root) => _root = root;

    public static FieldSelection Parse(string? fields)
    {
        if (string.IsNullOrWhiteSpace(fields))
            return new FieldSelection(null);
        var root = new Branch();
        foreach (var name in fields.Split(['|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Pieces.Path(name) ?? throw new BadRequest($"`fields` contains invalid field name `{name}`");
            root.Add(path.Split('.'), 0);
        }
        return new FieldSelection(root);
    }

    public JsonObject Of(IndexedTrial trial, DateTimeOffset snapshot)
    {
        var study = _root is null ? trial.Json.DeepClone().AsObject() : Pick(trial.Json, _root) as JsonObject ?? [];
        // The snapshot's day is in every record and changes daily.
        if (study["derivedSection"]?["miscInfoModule"] is JsonObject module && module.ContainsKey("versionHolder"))
            module["versionHolder"] = snapshot.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return study;
    }

    private static JsonNode? Pick(JsonNode node, Branch branch)
    {
        if (branch.IsLeaf)
            return node.DeepClone();
        if (node is JsonArray list)
        {
            JsonArray picked = [.. list.OfType<JsonNode>().Select(item => Pick(item, branch)).OfType<JsonNode>()];
            return picked.Count == 0 ? null : picked;
        }
        var result = new JsonObject();
        foreach (var (name, child) in branch.Children)
        {
            if (node is JsonObject source && source.TryGetPropertyValue(name, out var value))
            {
                if (value is null)
                    result[name] = null;
                else if (Pick(value, child) is { } kept)
                    result[name] = kept;
            }
        }
        return result.Count == 0 ? null : result;
    }

    private sealed class Branch
    {
        public Dictionary<string, Branch> Children { get; } = [];

        public bool IsLeaf { get; private set; }

        public void Add(string[] path, int at)
        {
            if (at == path.Length)
            {
                IsLeaf = true;
                return;
            }
            if (!Children.TryGetValue(path[at], out var child))
                Children[path[at]] = child = new Branch();
            child.Add(path, at + 1);
        }
    }
}

/// <summary>A request that is answered with 400 and a plain text.</summary>
internal sealed class BadRequest(string message) : Exception(message);
