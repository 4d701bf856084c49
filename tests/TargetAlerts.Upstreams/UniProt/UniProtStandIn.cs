using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Genes;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.UniProt;

/// <summary>GET uniprotkb/search, for its headers, and GET uniprotkb/{accession}.json; with genes in the model, also who is who.</summary>
internal sealed class UniProtStandIn(ProteinModel model, GeneModel genes) : IStandIn
{
    private const string Json = "application/json";

    private readonly UniProtEntries _entries = new(genes);

    public UpstreamSource Source => UpstreamSource.UniProt;

    public string Prefix => "/uniprot/";

    public string Endpoint(string rest) => rest == "uniprotkb/search" ? "search" : "entry";

    public Answer Answer(Ask ask)
    {
        if (ask.Fault == FaultKind.ErrorObject)
            return Messages(200, "stand-in fault");
        var answer = ask.Method != "GET" ? Messages(405, "Method not allowed") : ask.Endpoint == "search" ? Search(ask) : Entry(ask);
        if (((ask.Endpoint == "entry" ? model.CachedRelease : null) ?? model.Release) is not { } release)
            return answer;
        return answer with
        {
            Headers = new Dictionary<string, string> { ["X-UniProt-Release"] = release, ["X-UniProt-Release-Date"] = "28-January-2026", ["X-Total-Results"] = "1" },
        };
    }

    private Answer Search(Ask ask)
    {
        // The question for the release names no gene.
        if (genes.Genes.Count > 0 && ask.Parameters["query"] is not "reviewed:true")
            return _entries.Answer(ask);
        string[] known = ["query", "fields", "format", "size", "cursor", "includeIsoform", "sort"];
        if (ask.Parameters.All.FirstOrDefault(pair => !known.Contains(pair.Key)).Key is { } unknown)
            return Messages(400, $"Invalid request parameter {unknown}");
        return new Answer(200, Json, "{\"results\":[]}");
    }

    private Answer Entry(Ask ask)
    {
        if (!ask.Rest.StartsWith("uniprotkb/", StringComparison.Ordinal) || !ask.Rest.EndsWith(".json", StringComparison.Ordinal))
            return Messages(404, "Resource not found");
        var accession = ask.Rest["uniprotkb/".Length..^".json".Length];
        if (model.Find(accession) is not { } protein)
            return genes.Genes.Count > 0 ? _entries.Answer(ask) : Messages(404, "Resource not found");
        if (protein.MovedTo is { } moved)
            return new Answer(303, Json, "") { Location = $"/uniprotkb/{moved}.json?from={accession}" };
        if (protein.IsGone)
            return Messages(410, "Gone");
        if (protein.Inactive is { } reason)
            return new Answer(200, Json, Stub(protein, reason).ToJsonString());
        var entry = ProteinJson.Render(protein, ask.Fault);
        if (genes.Genes.FirstOrDefault(gene => gene.UniProt == accession) is { } known)
        {
            var whole = UniProtEntries.Whole(known);
            foreach (var link in whole["uniProtKBCrossReferences"]!.AsArray())
                entry["uniProtKBCrossReferences"]!.AsArray().Add(link!.DeepClone());
            foreach (var member in new[] { "genes", "proteinDescription" }.Where(entry.ContainsKey))
                entry[member] = whole[member]!.DeepClone();
        }
        return new Answer(200, Json, entry.ToJsonString(Texts.PlainJson));
    }

    private static JsonObject Stub(Protein protein, string reason)
    {
        var inactive = new JsonObject { ["inactiveReasonType"] = reason };
        if (protein.Successors.Count > 0)
            inactive["mergeDemergeTo"] = new JsonArray([.. protein.Successors.Select(accession => JsonValue.Create(accession))]);
        return new() { ["entryType"] = "Inactive", ["primaryAccession"] = protein.Accession, ["annotationScore"] = 0.0, ["inactiveReason"] = inactive };
    }

    private static Answer Messages(int status, string message) => new(status, Json, new JsonObject { ["url"] = "http://rest.uniprot.org/uniprotkb", ["messages"] = new JsonArray(message) }.ToJsonString());
}
