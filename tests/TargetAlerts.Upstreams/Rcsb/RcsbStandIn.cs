using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Rcsb;

/// <summary>POST query (Search API) and POST graphql (Data API).</summary>
internal sealed class RcsbStandIn(StructureModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Rcsb;

    public string Prefix => "/rcsb/";

    public string Endpoint(string rest) => rest;

    public Answer Answer(Ask ask)
    {
        if (ask.Method != "POST")
            return Refusal(405, "Method not allowed");
        try
        {
            var body = JsonNode.Parse(ask.Body)!.AsObject();
            return ask.Endpoint switch
            {
                "query" => new StructureSearch(model).Answer(body, ask),
                "graphql" => new StructureData(model).Answer(body, ask),
                _ => Refusal(404, "Not found"),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            return Refusal(400, $"JSON schema validation failed: {problem.Message}");
        }
    }

    internal static Answer Refusal(int status, string message) =>
        new(status, Json, new JsonObject { ["status"] = status, ["message"] = message, ["link"] = "https://search.rcsb.org/redoc/index.html" }.ToJsonString());

    internal static Answer Of(JsonObject json) => new(200, Json, json.ToJsonString(Texts.PlainJson));
}
