using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.PubChem;

/// <summary>GET assay/target/{namespace}/{id}/aids/JSON and assay/aid/{ids}/summary/JSON.</summary>
internal sealed class PubChemStandIn(AssayModel model) : IStandIn
{
    private const int Most = 100;

    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.PubChem;

    public string Prefix => "/pubchem/rest/pug/";

    public string Endpoint(string rest) => rest.EndsWith("/aids/JSON", StringComparison.Ordinal) ? "aids" : rest.EndsWith("/summary/JSON", StringComparison.Ordinal) ? "summary" : "other";

    public Answer Answer(Ask ask)
    {
        var answer = ask.Fault == FaultKind.ErrorObject ? Fault(200, "PUGREST.ServerError", "stand-in fault") : ask.Rest.Split('/') switch
        {
            ["assay", "target", var space, var id, "aids", "JSON"] => List(space, id, ask),
            ["assay", "aid", var ids, "summary", "JSON"] => Summaries([.. ids.Split(',').Select(id => int.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))], ask),
            _ => Fault(400, "PUGREST.BadRequest", "Invalid input"),
        };
        return answer with
        {
            Headers = new Dictionary<string, string> { ["X-Throttling-Control"] = $"Request Count status: {model.Light} (1%), Request Time status: Green (0%), Service status: Green (40%)" },
        };
    }

    private Answer List(string space, string id, Ask ask)
    {
        var found = model.All.Where(assay => space switch
        {
            "geneid" => assay.Genes.Contains(id),
            "accession" => assay.Accessions.Contains(id),
            _ => false,
        }).Select(assay => assay.Id).ToList();
        if (found.Count == 0 || ask.Fault == FaultKind.EmptyTotal)
            return Fault(404, "PUGREST.NotFound", "No AID found");
        var list = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            list["AID"] = new JsonArray([.. (ask.Fault == FaultKind.MissingRecords ? [] : found).Select(one => JsonValue.Create(one))]);
        return new Answer(200, Json, new JsonObject { ["IdentifierList"] = list }.ToJsonString());
    }

    private Answer Summaries(IReadOnlyList<int> ids, Ask ask)
    {
        if (ids.Count > Most)
            return Fault(400, "PUGREST.BadRequest", "Too many AIDs");
        var found = model.All.Where(assay => ids.Contains(assay.Id) && !assay.Hidden).ToList();
        if (found.Count == 0)
            return Fault(404, "PUGREST.NotFound", "No AID found");
        if (ask.Fault == FaultKind.RepeatedPage)
            found.Add(found[0]);
        var summaries = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            summaries["AssaySummary"] = new JsonArray([.. found.Select(assay => (JsonNode)Render(assay))]);
        return new Answer(200, Json, new JsonObject { ["AssaySummaries"] = summaries }.ToJsonString(Texts.PlainJson));
    }

    private static JsonObject Render(Assay assay) => new()
    {
        ["AID"] = assay.Id,
        ["SourceName"] = assay.Depositor,
        ["SourceID"] = $"made-up-{assay.Id}",
        ["Name"] = assay.Name,
        ["Description"] = new JsonArray("Made up."),
        ["Method"] = "screening",
        ["Version"] = 1,
        ["Revision"] = assay.Revision,
        ["LastDataChange"] = new JsonObject { ["Year"] = 2026, ["Month"] = 2, ["Day"] = 1 },
        ["CIDCountAll"] = assay.Tested,
        ["CIDCountActive"] = assay.Active,
    };

    private static Answer Fault(int status, string code, string message) => new(status, Json, new JsonObject
    {
        ["Fault"] = new JsonObject { ["Code"] = code, ["Message"] = message, ["Details"] = new JsonArray(message) },
    }.ToJsonString());
}
