using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.ClinicalTrials;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Genes;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Chembl;

/// <summary>The part of the ChEMBL web services that is stood in for; with genes in the model, targets and their search are theirs.</summary>
internal sealed class ChemblStandIn(ChemblModel model, GeneModel genes) : IStandIn
{
    private const string Json = "application/json";

    private readonly ChemblTargets _targets = new(genes);

    // Answers may be kept for a year by whoever obeys this.
    private static readonly Dictionary<string, string> Kept = new() { ["Cache-Control"] = "max-age=30000000, s-maxage=30000000", ["Vary"] = "Accept, Origin" };

    public UpstreamSource Source => UpstreamSource.Chembl;

    public string Prefix => "/chembl/api/data/";

    public string Endpoint(string rest) => rest.Split('.')[0];

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"error_message\":\"stand-in fault\"}");
        // XML is the default form, which this stand-in does not speak.
        if (!ask.Rest.EndsWith(".json", StringComparison.Ordinal) && ask.Parameters["format"] != "json")
            return new Answer(501, "text/plain", "this stand-in serves json only");
        if (ask.Endpoint == "status")
            return new Answer(200, Json, Status().ToJsonString()) { Headers = Kept };
        if (genes.Targets.Count > 0 && ask.Rest.Split('/', '.')[0] is "target" or "chembl_id_lookup")
            return _targets.Answer(ask with { Endpoint = _targets.Endpoint(ask.Rest) });
        if (model.Rows(ask.Endpoint) is not { } rows)
            return new Answer(404, "text/html", "<h1>Not Found</h1>");
        try
        {
            return new Answer(200, Json, Page(ask, rows).ToJsonString(Texts.PlainJson)) { Headers = Kept };
        }
        catch (BadRequest problem)
        {
            return new Answer(400, Json, new JsonObject { ["error_message"] = problem.Message }.ToJsonString());
        }
    }

    private static JsonObject Page(Ask ask, IReadOnlyList<JsonObject> rows)
    {
        var query = ChemblQuery.Read(ask.Parameters, rows);
        var found = query.Find(rows);
        var left = Math.Min(query.Limit, Math.Max(0, found.Count - query.Offset));
        IEnumerable<JsonObject> shown = ask.Fault switch
        {
            FaultKind.EmptyTotal => [],
            FaultKind.RepeatedPage => (query.GoesOn ? rows : found).Skip(Math.Max(0, query.Offset - query.Limit)).Take(left),
            FaultKind.MissingPage => found.Skip(query.Offset + query.Limit).Take(query.Limit),
            FaultKind.MissingRecords => found.Skip(query.Offset).Take(left / 2),
            _ => found.Skip(query.Offset).Take(query.Limit),
        };
        var total = ask.Fault == FaultKind.EmptyTotal ? 0 : found.Count + ask.TotalShift;
        var page = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            page[Collection(ask.Endpoint)] = new JsonArray([.. shown.Select(row => (JsonNode)query.Cut(row))]);
        page["page_meta"] = new JsonObject
        {
            ["limit"] = query.Limit,
            ["next"] = query.Offset + query.Limit < total ? $"/chembl/api/data/{ask.Rest}?limit={query.Limit}&offset={query.Offset + query.Limit}" : null,
            ["offset"] = query.Offset,
            ["previous"] = null,
            ["total_count"] = total,
        };
        return page;
    }

    private JsonObject Status() => new()
    {
        ["activities"] = model.Rows("activity")!.Count,
        ["chembl_db_version"] = model.Version,
        ["chembl_release_date"] = model.ReleaseDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["disinct_compounds"] = 1,
        ["status"] = model.State,
    };

    private static string Collection(string resource) => resource == "activity" ? "activities" : $"{resource}s";
}
