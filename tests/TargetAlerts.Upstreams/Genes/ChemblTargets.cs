using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Genes;

/// <summary>The part of the ChEMBL web services that tells of targets, their proteins and the drugs that act on them.</summary>
internal sealed class ChemblTargets(GeneModel model) : IStandIn
{
    private const string Json = "application/json";

    public UpstreamSource Source => UpstreamSource.Chembl;

    public string Prefix => "/genes/chembl/";

    public string Endpoint(string rest) => rest.Split('/', '.')[0];

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return new Answer(200, Json, "{\"error_message\":\"stand-in fault\"}");
        if (!ask.Rest.EndsWith(".json", StringComparison.Ordinal))
            return new Answer(501, "text/plain", "this stand-in serves json only");
        return ask.Rest switch
        {
            "status.json" => new Answer(200, Json, new JsonObject { ["chembl_db_version"] = model.ChemblRelease, ["status"] = "UP" }.ToJsonString()),
            "target/search.json" => Page(ask, "targets", [.. model.Targets.Where(target => Found(target, ask.Parameters["q"] ?? "")).Select(Target)]),
            "target.json" => Page(ask, "targets", [.. model.Targets.Where(target => Fits(ask, "target_chembl_id", [target.Id]) && Fits(ask, "target_components__accession", target.Proteins)).Select(Target)]),
            "mechanism.json" => Page(ask, "mechanisms", [.. model.Drugs.Where(drug => Fits(ask, "target_chembl_id", [drug.Target]) && Fits(ask, "parent_molecule_chembl_id", [drug.Molecule])).Select(Mechanism)]),
            "molecule.json" => Page(ask, "molecules", [.. model.Drugs.DistinctBy(drug => drug.Molecule).Where(drug => Fits(ask, "molecule_chembl_id", [drug.Molecule])).Select(Molecule)]),
            _ => ask.Endpoint == "chembl_id_lookup" ? Kind(ask.Rest["chembl_id_lookup/".Length..^".json".Length]) : new Answer(404, "text/html", "<h1>Not Found</h1>"),
        };
    }

    private Answer Kind(string id) => model.Drugs.Any(drug => drug.Molecule == id) ? Whole(id, "COMPOUND") : model.Targets.Any(target => target.Id == id) ? Whole(id, "TARGET") : new Answer(404, "text/html", "<h1>Not Found</h1>");

    private static Answer Whole(string id, string kind) => new(200, Json, new JsonObject { ["chembl_id"] = id, ["entity_type"] = kind, ["status"] = "ACTIVE" }.ToJsonString());

    private static bool Fits(Ask ask, string field, IReadOnlyList<string> values) =>
        (ask.Parameters[field] is not { } one || values.Contains(one)) && (ask.Parameters[$"{field}__in"] is not { } some || some.Split(',').Any(values.Contains));

    // Its full text search takes words apart and knows the names of the components.
    private bool Found(GeneTarget target, string text)
    {
        var words = Texts.Normalise(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var genes = model.Genes.Where(gene => target.Proteins.Contains(gene.UniProt)).SelectMany(gene => gene.Synonyms.Append(gene.Symbol));
        var held = Texts.Normalise(string.Join(' ', [target.Name, .. target.Words, .. target.Type == "SINGLE PROTEIN" ? genes : []]));
        return words.Length > 0 && words.All(word => Texts.Holds(held, $" {word} "));
    }

    private JsonObject Target(GeneTarget target)
    {
        var genes = model.Genes.Where(gene => target.Proteins.Contains(gene.UniProt)).ToDictionary(gene => gene.UniProt);
        return new JsonObject
        {
            ["organism"] = genes.Values.Select(gene => gene.Organism).FirstOrDefault() ?? "Homo sapiens",
            ["pref_name"] = target.Name,
            ["target_chembl_id"] = target.Id,
            ["target_components"] = new JsonArray([.. target.Proteins.Select(accession => (JsonNode)new JsonObject
            {
                ["accession"] = accession,
                ["component_type"] = "PROTEIN",
                ["target_component_synonyms"] = genes.TryGetValue(accession, out var gene)
                    ? new JsonArray([Word(gene.Symbol, "GENE_SYMBOL"), .. gene.Synonyms.Select(synonym => Word(synonym, "GENE_SYMBOL_OTHER"))])
                    : new JsonArray(),
            })]),
            ["target_type"] = target.Type,
            ["tax_id"] = 9606,
        };
    }

    private static JsonNode Word(string text, string type) => new JsonObject { ["component_synonym"] = text, ["syn_type"] = type };

    private static JsonObject Mechanism(GeneDrug drug) => new()
    {
        ["action_type"] = drug.Action,
        ["direct_interaction"] = drug.Direct ? 1 : 0,
        ["max_phase"] = 4,
        ["mec_id"] = drug.Id,
        ["molecule_chembl_id"] = drug.Molecule,
        ["parent_molecule_chembl_id"] = drug.Molecule,
        ["target_chembl_id"] = drug.Target,
    };

    private static JsonObject Molecule(GeneDrug drug) => new() { ["molecule_chembl_id"] = drug.Molecule, ["pref_name"] = drug.Name.ToUpperInvariant(), ["max_phase"] = "4.0" };

    private static Answer Page(Ask ask, string list, IReadOnlyList<JsonObject> rows)
    {
        if (ask.Fault == FaultKind.EmptyTotal)
            rows = [];
        var (limit, offset) = (Number(ask, "limit", 20), Number(ask, "offset", 0));
        var shown = rows.Skip(offset).Take(Math.Min(limit, 1000)).ToList();
        var page = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            page[list] = new JsonArray([.. (ask.Fault == FaultKind.MissingRecords ? shown.Take(shown.Count / 2) : shown).Select(row => (JsonNode)row)]);
        page["page_meta"] = new JsonObject { ["limit"] = limit, ["next"] = null, ["offset"] = offset, ["previous"] = null, ["total_count"] = rows.Count + ask.TotalShift };
        return new Answer(200, Json, page.ToJsonString(Texts.PlainJson));
    }

    private static int Number(Ask ask, string name, int otherwise) => ask.Parameters[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
