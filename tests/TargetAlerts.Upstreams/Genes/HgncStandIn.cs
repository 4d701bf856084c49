using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Genes;

/// <summary>rest.genenames.org: fetch by the exact value of a stored field, search in the name.</summary>
internal sealed class HgncStandIn(GeneModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Hgnc;

    public string Prefix => "/hgnc/";

    public string Endpoint(string rest) => rest.Split('/')[0];

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"responseHeader\":{\"status\":500},\"error\":{\"msg\":\"stand-in fault\"}}");
        if (ask.Header("Accept")?.Contains("json", StringComparison.Ordinal) != true)
            return new Answer(200, "text/xml", "<response/>");
        var human = model.Genes.Where(gene => gene.Hgnc.Length > 0);
        return ask.Rest.Split('/', 3) switch
        {
            ["fetch", var field, var value] when Known(field) => Docs(ask, [.. human.Where(gene => Values(gene, field).Contains(value, StringComparer.Ordinal)).Select(Record)]),
            ["search", "name", var phrase] => Docs(ask, [.. human.Where(gene => Texts.Holds(Texts.Normalise(gene.Name), Texts.Normalise(phrase))).Select(Brief)]),
            _ => new Answer(404, "text/html", "<h1>Not found</h1>"),
        };
    }

    private static Answer Docs(Ask ask, IReadOnlyList<JsonObject> docs)
    {
        if (ask.Fault == FaultKind.EmptyTotal)
            docs = [];
        var response = new JsonObject { ["numFound"] = docs.Count + ask.TotalShift, ["start"] = 0 };
        if (ask.Fault != FaultKind.MissingElement)
            response["docs"] = new JsonArray([.. (ask.Fault == FaultKind.MissingRecords ? docs.Take(docs.Count / 2) : docs).Select(doc => (JsonNode)doc)]);
        return new Answer(200, Json, new JsonObject { ["responseHeader"] = new JsonObject { ["status"] = 0, ["QTime"] = 2 }, ["response"] = response }.ToJsonString(Texts.PlainJson));
    }

    private JsonObject Record(Gene gene)
    {
        var record = new JsonObject
        {
            ["hgnc_id"] = gene.Hgnc,
            ["symbol"] = gene.Symbol,
            ["name"] = gene.Name,
            ["status"] = gene.Status,
            ["locus_type"] = "gene with protein product",
            ["entrez_id"] = gene.NcbiGene,
            ["ensembl_gene_id"] = gene.Ensembl,
            ["date_modified"] = $"{model.HgncDay}T00:00:00Z",
        };
        if (gene.GtoPdb is { } object_)
            record["iuphar"] = $"objectId:{object_}";
        // A field without a value is absent, not empty.
        foreach (var (field, values) in new[] { ("alias_symbol", gene.Aliases), ("prev_symbol", gene.Previous), ("uniprot_ids", gene.UniProt.Length > 0 ? [gene.UniProt] : []), ("omim_id", gene.Omim is { } omim ? [omim] : []) })
        {
            if (values.Count > 0)
                record[field] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }
        return record;
    }

    private static JsonObject Brief(Gene gene) => new() { ["hgnc_id"] = gene.Hgnc, ["symbol"] = gene.Symbol, ["score"] = 1.5 };

    private static bool Known(string field) => field is "symbol" or "prev_symbol" or "alias_symbol" or "hgnc_id" or "entrez_id" or "ensembl_gene_id" or "uniprot_ids";

    private static IReadOnlyList<string> Values(Gene gene, string field) => field switch
    {
        "symbol" => [gene.Symbol],
        "prev_symbol" => gene.Previous,
        "alias_symbol" => gene.Aliases,
        "hgnc_id" => [gene.Hgnc],
        "entrez_id" => [gene.NcbiGene],
        "ensembl_gene_id" => [gene.Ensembl],
        _ => [gene.UniProt],
    };
}
