using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Rcsb;

/// <summary>The Search API: terminals of text, groups of and/or, one sort, pages.</summary>
internal sealed class StructureSearch(StructureModel model)
{
    private const string Reference = "rcsb_polymer_entity_container_identifiers.reference_sequence_identifiers.";

    public Answer Answer(JsonObject body, Ask ask)
    {
        if (body.FirstOrDefault(member => member.Key is not ("query" or "return_type" or "request_options" or "request_info")).Key is { } unknown)
            return RcsbStandIn.Refusal(400, $"unknown member {unknown}");
        if ((string?)body["return_type"] != "entry")
            return RcsbStandIn.Refusal(501, "this stand-in returns entries only");
        var options = body["request_options"]?.AsObject() ?? [];
        if (options.FirstOrDefault(member => member.Key is not ("paginate" or "results_content_type" or "results_verbosity" or "sort")).Key is { } option)
            return RcsbStandIn.Refusal(501, $"this stand-in does not evaluate {option}");
        var (start, rows) = ((int?)options["paginate"]?["start"] ?? 0, (int?)options["paginate"]?["rows"] ?? 10);
        if (rows is < 0 or > 10_000)
            return RcsbStandIn.Refusal(400, "rows: at most 10000");
        if (ask.Fault == FaultKind.ErrorObject)
            return RcsbStandIn.Of(new JsonObject { ["status"] = 500, ["message"] = "stand-in fault" });
        var found = model.All.Where(entry => entry.Status == "REL" && Holds(body["query"]!.AsObject(), entry))
            .OrderByDescending(entry => entry.Released).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => entry.Id).ToList();
        // Nothing found, and past the end: no content, no body.
        if (found.Count <= start || ask.Fault == FaultKind.EmptyTotal)
            return new Answer(204, "application/json", "");
        var shown = ask.Fault switch
        {
            FaultKind.RepeatedPage => found.Take(Math.Min(rows, found.Count - start)).Select(_ => found[0]),
            FaultKind.MissingPage => found.Skip(start + rows).Take(rows),
            FaultKind.MissingRecords => found.Skip(start).Take(Math.Min(rows, found.Count - start) / 2),
            _ => found.Skip(start).Take(rows),
        };
        var compact = (string?)options["results_verbosity"] == "compact";
        var json = new JsonObject { ["query_id"] = "made-up", ["result_type"] = "entry", ["total_count"] = found.Count + ask.TotalShift };
        if (ask.Fault != FaultKind.MissingElement)
            json["result_set"] = new JsonArray([.. shown.Select(id => compact ? (JsonNode)id : new JsonObject { ["identifier"] = id, ["score"] = 1.0 })]);
        return RcsbStandIn.Of(json);
    }

    private static bool Holds(JsonObject node, Structure entry)
    {
        if ((string?)node["type"] == "terminal")
            return Terminal(node, entry);
        var nodes = node["nodes"]!.AsArray().Select(child => child!.AsObject()).ToList();
        if ((string?)node["logical_operator"] == "or")
            return nodes.Any(child => Holds(child, entry));
        // Siblings that speak of one nested object must hold of the same one.
        var nested = nodes.Where(child => Attribute(child).StartsWith(Reference, StringComparison.Ordinal)).ToList();
        var mapped = nested.Count == 0 || entry.Polymers.Any(polymer => nested.All(child => Value(child) == (Attribute(child).EndsWith("database_name", StringComparison.Ordinal) ? "UniProt" : polymer.Accession)));
        return mapped && nodes.Except(nested).All(child => Holds(child, entry));
    }

    private static bool Terminal(JsonObject node, Structure entry) => (Attribute(node), (string?)node["parameters"]!["operator"]) switch
    {
        ("rcsb_accession_info.revision_date", "greater_or_equal") => entry.Revised >= Day(node),
        ("rcsb_accession_info.initial_release_date", "greater_or_equal") => entry.Released >= Day(node),
        (Reference + "database_accession", "exact_match") => entry.Polymers.Any(polymer => polymer.Accession == Value(node)),
        var (attribute, comparison) => throw new InvalidOperationException($"attribute {attribute} with {comparison} is not allowed"),
    };

    private static string Attribute(JsonObject node) => (string?)node["parameters"]?["attribute"] ?? "";

    private static string Value(JsonObject node) => (string)node["parameters"]!["value"]!;

    private static DateOnly Day(JsonObject node) => DateOnly.ParseExact(Value(node)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
