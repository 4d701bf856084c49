using System.Globalization;
using System.Text.Json.Nodes;
using TargetAlerts.Upstreams.Faults;
using TargetAlerts.Upstreams.Hosting;

namespace TargetAlerts.Upstreams.Rcsb;

/// <summary>The Data API: entries(entry_ids). The fields asked for are looked at, not selected from.</summary>
internal sealed class StructureData(StructureModel model)
{
    private const int Most = 1000;

    public Answer Answer(JsonObject body, Ask ask)
    {
        var query = (string?)body["query"] ?? "";
        if (ask.Fault == FaultKind.ErrorObject)
            return Errors("stand-in fault");
        if (!query.Contains("entries(entry_ids:$ids)", StringComparison.Ordinal))
            return Errors("only entries(entry_ids:$ids) is stood in for");
        if (model.RefusedFields.FirstOrDefault(field => query.Contains(field, StringComparison.Ordinal)) is { } refused)
            return Errors($"Validation error (FieldUndefined@[entries/{refused}]) : Field '{refused}' in type 'CoreEntry' is undefined");
        var ids = body["variables"]!["ids"]!.AsArray().Select(id => (string)id!).ToList();
        if (ids.Count > Most)
            return Errors("too many ids");
        var entries = model.All;
        var given = ids.Select(id => entries.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase))).ToList();
        if (ask.Fault == FaultKind.RepeatedPage)
            given = [.. given, given[0]];
        var data = new JsonObject();
        if (ask.Fault != FaultKind.MissingElement)
            data["entries"] = new JsonArray([.. given.Select(entry => entry is null ? null : (JsonNode)Render(entry))]);
        return RcsbStandIn.Of(new JsonObject { ["data"] = data });
    }

    private static Answer Errors(string message) => RcsbStandIn.Of(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = message }), ["data"] = null });

    private static JsonObject Render(Structure entry) => new()
    {
        ["rcsb_id"] = entry.Id,
        ["struct"] = new JsonObject { ["title"] = entry.Title },
        ["exptl"] = new JsonArray(new JsonObject { ["method"] = entry.Method }),
        ["rcsb_accession_info"] = new JsonObject
        {
            ["deposit_date"] = Day(entry.Released.AddDays(-60)),
            ["initial_release_date"] = Day(entry.Released),
            ["revision_date"] = Day(entry.Revised),
            ["major_revision"] = entry.Major,
            ["minor_revision"] = entry.Minor,
            ["status_code"] = entry.Status,
        },
        ["rcsb_entry_info"] = new JsonObject
        {
            ["resolution_combined"] = entry.Resolution is { } resolution ? new JsonArray(resolution) : null,
            ["structure_determination_methodology"] = "experimental",
            ["nonpolymer_bound_components"] = entry.Ligands.Count == 0 ? null : new JsonArray([.. entry.Ligands.Select(ligand => JsonValue.Create(ligand.Id))]),
        },
        ["rcsb_primary_citation"] = new JsonObject
        {
            ["title"] = $"Made-up paper on {entry.Id}",
            ["rcsb_journal_abbrev"] = entry.Doi is null ? "To be published" : "J Made Up",
            ["year"] = entry.Doi is null ? null : entry.Released.Year,
            ["pdbx_database_id_PubMed"] = entry.PubMed is null ? null : int.Parse(entry.PubMed, CultureInfo.InvariantCulture),
            ["pdbx_database_id_DOI"] = entry.Doi,
        },
        ["polymer_entities"] = new JsonArray([.. entry.Polymers.Select(polymer => (JsonNode)new JsonObject
        {
            ["rcsb_polymer_entity"] = new JsonObject { ["pdbx_description"] = polymer.Description, ["pdbx_mutation"] = polymer.Mutation },
            ["rcsb_polymer_entity_container_identifiers"] = new JsonObject { ["uniprot_ids"] = polymer.Accession is null ? null : new JsonArray(polymer.Accession) },
            ["rcsb_entity_source_organism"] = new JsonArray(new JsonObject { ["scientific_name"] = polymer.Organism }),
        })]),
        ["nonpolymer_entities"] = entry.Ligands.Count == 0 ? null : new JsonArray([.. entry.Ligands.Select(ligand => (JsonNode)new JsonObject
        {
            ["nonpolymer_comp"] = new JsonObject { ["chem_comp"] = new JsonObject { ["id"] = ligand.Id, ["name"] = ligand.Name, ["formula_weight"] = 0.3 } },
        })]),
        ["rcsb_binding_affinity"] = entry.Affinities.Count == 0 ? null : new JsonArray([.. entry.Affinities.Select(one => (JsonNode)new JsonObject
        {
            ["comp_id"] = one.Component,
            ["type"] = one.Type,
            ["value"] = one.Value,
            ["unit"] = one.Unit,
            ["provenance_code"] = "Made up",
        })]),
        ["pdbx_audit_revision_history"] = new JsonArray(new JsonObject { ["ordinal"] = 1, ["major_revision"] = entry.Major, ["minor_revision"] = entry.Minor, ["revision_date"] = Day(entry.Revised) }),
        ["pdbx_audit_revision_group"] = new JsonArray([.. entry.Touched.Select(group => (JsonNode)new JsonObject { ["revision_ordinal"] = 1, ["group"] = group })]),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+0000";
}
