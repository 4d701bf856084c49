using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Genes;

/// <summary>mygene.info v3: GET query by fields, POST query by scopes. One value is an object or a text, several are a list.</summary>
internal sealed partial class MyGeneStandIn(GeneModel model) : IStandIn
{
    private const string Json = "application/json";

    private static readonly string[] Known = ["q", "species", "fields", "size", "from", "scopes", "email"];

    public UpstreamSource Source => UpstreamSource.MyGene;

    public string Prefix => "/mygene/v3/";

    public string Endpoint(string rest) => rest.Split('/')[0];

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"success\":false,\"error\":\"stand-in fault\"}");
        if (ask.Rest != "query" || ask.Parameters["q"] is not { Length: > 0 } query)
            return new Answer(404, Json, "{\"success\":false,\"error\":\"Not Found\"}");
        if (ask.Parameters.All.Any(pair => !Known.Contains(pair.Key)) || ask.Parameters["species"] != "human")
            return new Answer(400, Json, "{\"success\":false,\"error\":\"Bad Request\"}");
        return ask.Method == "POST" ? Many(query, ask.Parameters["scopes"] ?? "") : One(ask, query);
    }

    private Answer One(Ask ask, string query)
    {
        var clauses = Clause().Matches(query).Select(match => (Field: match.Groups[1].Value, Value: Escape().Replace(match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value, "$1"))).ToList();
        if (clauses.Count == 0)
            return new Answer(400, Json, "{\"success\":false,\"error\":\"this stand-in reads fielded queries only\"}");
        var found = Human().Where(gene => clauses.Any(clause => Fits(gene, clause.Field, clause.Value))).ToList();
        if (ask.Fault == FaultKind.EmptyTotal)
            found = [];
        var hits = new JsonObject { ["took"] = 4, ["total"] = found.Count + ask.TotalShift, ["max_score"] = found.Count == 0 ? null : 22.9 };
        if (ask.Fault != FaultKind.MissingElement)
            hits["hits"] = new JsonArray([.. (ask.Fault == FaultKind.MissingRecords ? found.Take(found.Count / 2) : found).Select(gene => (JsonNode)Hit(gene))]);
        return new Answer(200, Json, hits.ToJsonString(Texts.PlainJson));
    }

    private Answer Many(string terms, string scopes)
    {
        var answers = new JsonArray();
        foreach (var term in terms.Split(','))
        {
            var found = Human().Where(gene => scopes.Split(',').Any(scope => Fits(gene, scope, term))).ToList();
            if (found.Count == 0)
                answers.Add((JsonNode)new JsonObject { ["query"] = term, ["notfound"] = true });
            foreach (var gene in found)
            {
                var hit = Hit(gene);
                hit["query"] = term;
                answers.Add((JsonNode)hit);
            }
        }
        return new Answer(200, Json, answers.ToJsonString(Texts.PlainJson));
    }

    private IEnumerable<Gene> Human() => model.Genes.Where(gene => gene.Hgnc.Length > 0 && gene.Status == "Approved");

    private static JsonObject Hit(Gene gene)
    {
        var hit = new JsonObject
        {
            ["_id"] = gene.NcbiGene,
            ["_score"] = 22.9,
            ["HGNC"] = gene.Hgnc["HGNC:".Length..],
            ["ensembl"] = new JsonObject { ["gene"] = gene.Ensembl },
            ["entrezgene"] = gene.NcbiGene,
            ["name"] = gene.Name,
            ["symbol"] = gene.Symbol,
            ["taxid"] = 9606,
            ["type_of_gene"] = "protein-coding",
        };
        string[] aliases = [.. Aliases(gene)];
        if (aliases.Length > 0)
            hit["alias"] = aliases.Length == 1 ? aliases[0] : new JsonArray([.. aliases.Select(alias => (JsonNode)alias)]);
        if (gene.UniProt.Length > 0)
            hit["uniprot"] = new JsonObject { ["Swiss-Prot"] = gene.UniProt };
        return hit;
    }

    private static IEnumerable<string> Aliases(Gene gene) => gene.Aliases.Concat(gene.Previous).Concat(gene.Synonyms).Distinct();

    private static bool Fits(Gene gene, string field, string value) => field switch
    {
        "symbol" => Same(gene.Symbol, value),
        "alias" => Aliases(gene).Any(alias => Same(alias, value)),
        "name" => Texts.Normalise(value) != " " && Texts.Holds(Texts.Normalise(gene.Name), Texts.Normalise(value)),
        "entrezgene" => gene.NcbiGene == value,
        "ensembl.gene" => gene.Ensembl == value,
        "uniprot" => gene.UniProt == value,
        "HGNC" => gene.Hgnc == string.Create(CultureInfo.InvariantCulture, $"HGNC:{value}"),
        _ => false,
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""([A-Za-z.]+):(?:"((?:\\.|[^"\\])*)"|((?:\\.|[^\s()"\\])+))""")]
    private static partial Regex Clause();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();
}
