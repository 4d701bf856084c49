using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.OpenTargets;

/// <summary>The GraphQL address, for the questions of the website: one section each. Fields it does not know are refused, as the real one does.</summary>
internal sealed partial class OpenTargetsStandIn(OpenTargetsModel model) : IStandIn
{
    private const string Json = "application/json";

    private static readonly HashSet<string> Schema =
    [
        "meta", "dataVersion", "year", "month", "iteration", "target", "id", "approvedSymbol", "drugAndClinicalCandidates", "count", "rows", "maxClinicalStage", "drug", "name",
        "diseases", "disease", "diseaseFromSource", "clinicalReports", "trialWhyStopped", "trialStopReasonCategories", "associatedDiseases", "score", "datatypeScores",
        "tractability", "label", "modality", "value", "safetyLiabilities", "event", "datasource",
    ];

    public UpstreamSource Source => UpstreamSource.OpenTargets;

    public string Prefix => "/opentargets/api/v4/";

    public string Endpoint(string rest) => rest;

    public Answer Answer(Ask ask)
    {
        if (ask is not { Method: "POST", Endpoint: "graphql" })
            return new Answer(404, "text/plain", "Not Found");
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, """{"data":null,"errors":[{"message":"stand-in fault","path":["target"]}]}""");
        var question = JsonNode.Parse(ask.Body)!;
        var query = (string?)question["query"] ?? "";
        if (query.Count(c => c == '{') != query.Count(c => c == '}') || query.Length == 0)
            return new Answer(400, Json, """{"syntaxError":"Syntax error while parsing GraphQL query","locations":[{"line":1,"column":1}]}""");
        if (Fields(query).FirstOrDefault(field => !Schema.Contains(field) || model.Removed.Contains(field)) is { } unknown)
            return Refused($"Cannot query field '{unknown}' on type 'Target'.");
        if (question["variables"]?["size"] is { } size && (int)size is < 0 or > 3000)
            return Refused("size must be between 0 and 3000");
        return new Answer(200, Json, new JsonObject { ["data"] = Data(ask, query, question["variables"]) }.ToJsonString(Texts.PlainJson));
    }

    private JsonObject Data(Ask ask, string query, JsonNode? variables)
    {
        if (query.Contains("dataVersion", StringComparison.Ordinal))
        {
            var (year, month, iteration) = model.Release;
            return new JsonObject { ["meta"] = new JsonObject { ["dataVersion"] = new JsonObject { ["year"] = year, ["month"] = month, ["iteration"] = iteration } } };
        }
        if ((string?)variables?["id"] is not { } id || model.Find(id) is not { } gene)
            return new JsonObject { ["target"] = null };
        var target = new JsonObject { ["id"] = id };
        if (query.Contains("drugAndClinicalCandidates", StringComparison.Ordinal))
            Section(target, "drugAndClinicalCandidates", model.Drugs(id), 0, int.MaxValue, ask);
        if (query.Contains("associatedDiseases", StringComparison.Ordinal))
            Section(target, "associatedDiseases", model.Diseases(id), (int)variables["index"]!, (int)variables["size"]!, ask);
        if (query.Contains("tractability", StringComparison.Ordinal) && ask.Fault != FaultKind.MissingElement)
        {
            target["approvedSymbol"] = gene.Symbol;
            target["tractability"] = new JsonArray([.. gene.Tractable.Select(label => new JsonObject { ["label"] = label, ["modality"] = "SM", ["value"] = true }),
                new JsonObject { ["label"] = "Made-up bucket", ["modality"] = "AB", ["value"] = false }]);
            target["safetyLiabilities"] = new JsonArray([.. gene.SafetyEvents.Select(said => new JsonObject { ["event"] = said, ["datasource"] = "Made-up source" })]);
        }
        return new JsonObject { ["target"] = target };
    }

    private static void Section(JsonObject target, string name, IReadOnlyList<JsonNode> all, int index, int size, Ask ask)
    {
        if (ask.Fault == FaultKind.MissingElement)
            return;
        var start = Math.Min(all.Count, (long)index * size);
        IEnumerable<JsonNode> shown = ask.Fault switch
        {
            FaultKind.MissingRecords => all.Skip((int)start).Take(Math.Min(size, all.Count - (int)start) / 2),
            FaultKind.RepeatedPage => all.Skip((int)Math.Max(0, start - size)).Take(size),
            FaultKind.MissingPage => all.Skip((int)start + Math.Min(size, all.Count)).Take(size),
            _ => all.Skip((int)start).Take(size),
        };
        target[name] = new JsonObject { ["count"] = all.Count + ask.TotalShift, ["rows"] = new JsonArray([.. shown]) };
    }

    private static Answer Refused(string message) =>
        new(400, Json, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["locations"] = new JsonArray() }) }.ToJsonString());

    /// <summary>The selected fields: the names between braces, without arguments.</summary>
    private static IEnumerable<string> Fields(string query) =>
        Name().Matches(Arguments().Replace(query[query.IndexOf('{')..], "")).Select(match => match.Value);

    [GeneratedRegex(@"\((?:[^()])*\)")]
    private static partial Regex Arguments();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Name();
}
