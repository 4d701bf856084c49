using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Genes;

/// <summary>The part of rest.uniprot.org that tells who is who: entries by accession, search by accession, gene and protein name.</summary>
internal sealed partial class UniProtEntries(GeneModel model) : IStandIn
{
    private const string Json = "application/json";

    private static readonly string[] Known = ["query", "format", "size", "fields"];

    public UpstreamSource Source => UpstreamSource.UniProt;

    public string Prefix => "/genes/uniprot/";

    public string Endpoint(string rest) => rest.Contains("/search", StringComparison.Ordinal) ? "search" : "entry";

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return Plain(200, new JsonObject { ["messages"] = new JsonArray("stand-in fault") });
        return ask.Rest == "uniprotkb/search" ? Search(ask) : EntryPath().Match(ask.Rest) is { Success: true } path ? Entry(path.Groups[1].Value) : NotFound();
    }

    private Answer Entry(string accession)
    {
        if (model.Survivor(accession) is { } survivor)
            return new Answer(303, Json, "") { Location = $"/uniprotkb/{survivor}?from={accession}" };
        if (model.Heirs(accession) is { } heirs)
            return Plain(200, Stub(accession, heirs));
        return model.Genes.FirstOrDefault(gene => gene.UniProt == accession) is { } found ? Plain(200, Whole(found)) : NotFound();
    }

    private Answer Search(Ask ask)
    {
        if (ask.Parameters.All.Any(pair => !Known.Contains(pair.Key)) || ask.Parameters["query"] is not { } query)
            return Plain(400, new JsonObject { ["messages"] = new JsonArray("Invalid parameter") });
        var accessions = Accession().Matches(query).Select(match => match.Groups[1].Value).ToHashSet();
        var words = Phrase().Match(query);
        var phrase = words.Success ? Escape().Replace(words.Groups["name"].Value, "$1") : null;
        var symbols = words.Groups["gene"].Captures.Select(capture => Escape().Replace(capture.Value, "$1")).ToList();
        if (accessions.Count == 0 && phrase is null)
            return Plain(400, new JsonObject { ["messages"] = new JsonArray("this stand-in reads accession, gene and protein_name only") });
        var found = model.Genes.Where(gene => gene.UniProt.Length > 0 && (accessions.Contains(gene.UniProt)
            || (phrase is not null && gene.Organism == "Homo sapiens" && ((Texts.Normalise(phrase) != " " && Names(gene).Any(name => Texts.Holds(Texts.Normalise(name), Texts.Normalise(phrase))))
                || gene.Synonyms.Append(gene.UniProtSymbol ?? gene.Symbol).Any(symbol => symbols.Contains(symbol, StringComparer.OrdinalIgnoreCase)))))).ToList();
        var body = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            body["results"] = new JsonArray([.. (ask.Fault == FaultKind.EmptyTotal ? [] : found).Select(gene => (JsonNode)Whole(gene))]);
        return Plain(200, body);
    }

    private static IEnumerable<string> Names(Gene gene) => gene.OtherNames.Concat(gene.ShortNames).Append(gene.Protein);

    internal static JsonObject Whole(Gene gene)
    {
        var recommended = new JsonObject { ["fullName"] = Value(gene.Protein) };
        if (gene.ShortNames.Count > 0)
            recommended["shortNames"] = new JsonArray([.. gene.ShortNames.Select(name => (JsonNode)Value(name))]);
        var named = new JsonObject { ["geneName"] = Value(gene.UniProtSymbol ?? gene.Symbol) };
        if (gene.Synonyms.Count > 0)
            named["synonyms"] = new JsonArray([.. gene.Synonyms.Select(name => (JsonNode)Value(name))]);
        var links = new JsonArray(Link("GeneID", gene.NcbiGene), Link("Ensembl", $"ENST{gene.Ensembl[^11..]}.1", ("GeneId", $"{gene.Ensembl}.10")));
        if (gene.Hgnc.Length > 0)
            links.Add((JsonNode)Link("HGNC", gene.Hgnc, ("GeneName", gene.Symbol)));
        if (gene.Organism == "Homo sapiens")
            links.Add((JsonNode)Link("OpenTargets", gene.Ensembl));
        if (gene.Chembl is { } chembl)
            links.Add((JsonNode)Link("ChEMBL", chembl));
        if (gene.GtoPdb is { } object_)
            links.Add((JsonNode)Link("GuidetoPHARMACOLOGY", object_));
        if (gene.Omim is { } omim)
            links.Add((JsonNode)Link("MIM", omim, ("Type", "gene")));
        return new JsonObject
        {
            ["entryType"] = "UniProtKB reviewed (Swiss-Prot)",
            ["primaryAccession"] = gene.UniProt,
            ["secondaryAccessions"] = new JsonArray([.. gene.SecondaryAccessions.Select(old => (JsonNode)old)]),
            ["organism"] = new JsonObject { ["scientificName"] = gene.Organism },
            ["proteinDescription"] = new JsonObject
            {
                ["recommendedName"] = recommended,
                ["alternativeNames"] = new JsonArray([.. gene.OtherNames.Select(name => (JsonNode)new JsonObject { ["fullName"] = Value(name) })]),
            },
            ["genes"] = new JsonArray(named),
            ["uniProtKBCrossReferences"] = links,
        };
    }

    private static JsonObject Stub(string accession, string[] heirs) => new()
    {
        ["entryType"] = "Inactive",
        ["primaryAccession"] = accession,
        ["inactiveReason"] = new JsonObject { ["inactiveReasonType"] = "DEMERGED", ["mergeDemergeTo"] = new JsonArray([.. heirs.Select(heir => (JsonNode)heir)]) },
    };

    private static JsonObject Value(string text) => new() { ["value"] = text };

    private static JsonObject Link(string database, string id, params (string Key, string Value)[] properties) => new()
    {
        ["database"] = database,
        ["id"] = id,
        ["properties"] = new JsonArray([.. properties.Select(property => (JsonNode)new JsonObject { ["key"] = property.Key, ["value"] = property.Value })]),
    };

    private static Answer NotFound() => new(404, Json, "{\"url\":\"made up\",\"messages\":[\"Resource not found\"]}");

    private Answer Plain(int status, JsonObject body) => new(status, Json, body.ToJsonString(Texts.PlainJson))
    {
        Headers = new Dictionary<string, string> { ["X-UniProt-Release"] = model.UniProtRelease },
    };

    [GeneratedRegex("^uniprotkb/([A-Z0-9]+)\\.json$")]
    private static partial Regex EntryPath();

    [GeneratedRegex("accession:([A-Z0-9]+)")]
    private static partial Regex Accession();

    [GeneratedRegex("""^\((gene:"(?<gene>(\\.|[^"\\])*)" OR )*protein_name:"(?<name>(\\.|[^"\\])*)"\) AND organism_id:9606 AND reviewed:true$""")]
    private static partial Regex Phrase();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();
}
