using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>A study with its JSON and the values of its pieces, both made when first needed.</summary>
internal sealed class IndexedTrial(Trial trial)
{
    private readonly Lazy<JsonObject> _json = new(() => trial.RawJson is { } raw ? RawStudy.Read(raw, trial) : TrialJson.Render(trial));
    private readonly ConcurrentDictionary<string, string[]> _normalised = new(StringComparer.Ordinal);

    public Trial Trial => trial;

    /// <summary>The whole study. Nodes have one parent: callers clone.</summary>
    public JsonObject Json => _json.Value;

    public IReadOnlyList<string> Values(string path) =>
        path == Pieces.LastUpdatePostDatePath
            ? [trial.LastUpdatePosted.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]
            : [.. Leaves(Pieces.At(Json, path))];

    public bool Holds(IReadOnlyList<string> paths, string phrase)
    {
        foreach (var path in paths)
        {
            foreach (var value in _normalised.GetOrAdd(path, Normalise))
            {
                if (Texts.Holds(value, phrase))
                    return true;
            }
        }
        return false;
    }

    private string[] Normalise(string path) => [.. Values(path).Select(Texts.Normalise)];

    private static IEnumerable<string> Leaves(IEnumerable<JsonNode> nodes) => nodes.SelectMany(node => node switch
    {
        JsonObject item => Leaves(item.Select(member => member.Value).OfType<JsonNode>()),
        JsonArray list => Leaves(list.OfType<JsonNode>()),
        _ => [node.ToString()],
    });
}
