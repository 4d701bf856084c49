using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;

namespace TargetAlerts.Upstreams.UniProt;

/// <summary>Writes a made-up entry the way UniProt does.</summary>
internal static class ProteinJson
{
    public static JsonObject Render(Protein protein, FaultKind? fault)
    {
        var json = new JsonObject
        {
            ["entryType"] = protein.Reviewed ? "UniProtKB reviewed (Swiss-Prot)" : "UniProtKB unreviewed (TrEMBL)",
            ["primaryAccession"] = protein.Accession,
            ["secondaryAccessions"] = new JsonArray([.. protein.Secondary.Select(accession => JsonValue.Create(accession))]),
            ["uniProtkbId"] = $"{protein.Gene}_HUMAN",
            ["entryAudit"] = new JsonObject { ["firstPublicDate"] = "1993-07-01", ["lastAnnotationUpdateDate"] = "2026-01-28", ["entryVersion"] = protein.Version, ["sequenceVersion"] = protein.SequenceVersion },
            ["annotationScore"] = 5.0 + protein.Version,
            ["organism"] = new JsonObject { ["scientificName"] = "Homo sapiens", ["taxonId"] = 9606 },
            ["proteinDescription"] = new JsonObject { ["recommendedName"] = new JsonObject { ["fullName"] = new JsonObject { ["value"] = protein.Name } } },
            ["genes"] = new JsonArray(new JsonObject { ["geneName"] = new JsonObject { ["value"] = protein.Gene } }),
            ["comments"] = new JsonArray([.. protein.Comments.Select(comment => Comment(comment.Type, comment.Text, protein.Evidence))]),
            ["features"] = new JsonArray([.. protein.Features.Select(Feature)]),
            ["references"] = new JsonArray([.. protein.Papers.Select(paper => (JsonNode)new JsonObject
            {
                ["citation"] = new JsonObject { ["citationCrossReferences"] = new JsonArray(new JsonObject { ["database"] = "PubMed", ["id"] = paper }) },
            })]),
            ["uniProtKBCrossReferences"] = new JsonArray([.. protein.CrossReferences.Select(row => (JsonNode)new JsonObject { ["database"] = row.Database, ["id"] = row.Id, ["properties"] = new JsonArray() })]),
            ["sequence"] = new JsonObject { ["value"] = "MADEVP", ["length"] = 6 },
            ["extraAttributes"] = new JsonObject { ["countByCommentType"] = Counts(protein.Comments.Select(comment => comment.Type)), ["countByFeatureType"] = Counts(protein.Features.Select(feature => feature.Type)) },
        };
        if (fault == FaultKind.MissingElement)
            json.Remove("comments");
        if (fault == FaultKind.MissingRecords)
            json.Remove("proteinDescription");
        return json;
    }

    private static JsonObject Comment(string type, string text, string evidence)
    {
        var texts = new JsonArray(new JsonObject { ["evidences"] = new JsonArray(new JsonObject { ["evidenceCode"] = evidence }), ["value"] = type == "DISEASE" ? "The gene may be involved (made up)." : text });
        return type == "DISEASE"
            ? new() { ["commentType"] = type, ["disease"] = new JsonObject { ["diseaseId"] = text, ["description"] = "A made-up disease." }, ["note"] = new JsonObject { ["texts"] = texts } }
            : new() { ["texts"] = texts, ["commentType"] = type };
    }

    private static JsonNode Feature((string Type, int Position, string Description) feature) => new JsonObject
    {
        ["type"] = feature.Type,
        ["location"] = new JsonObject { ["start"] = new JsonObject { ["value"] = feature.Position }, ["end"] = new JsonObject { ["value"] = feature.Position } },
        ["description"] = feature.Description,
    };

    private static JsonObject Counts(IEnumerable<string> types)
    {
        var counts = new JsonObject();
        foreach (var group in types.GroupBy(type => type))
            counts[group.Key] = group.Count();
        return counts;
    }
}
