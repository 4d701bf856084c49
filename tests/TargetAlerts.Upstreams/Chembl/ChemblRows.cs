using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.Chembl;

/// <summary>A measured activity. Numbers are served as texts, as the real service does.</summary>
public sealed record ChemblActivityRow(long Id, string Target, string Molecule)
{
    public string? TargetName { get; init; } = "Made-up transporter";

    public string? Name { get; init; }

    public string? Parent { get; init; }

    public string Type { get; init; } = "Ki";

    public string? Relation { get; init; } = "=";

    public string? Value { get; init; } = "10.0";

    public string? Units { get; init; } = "nM";

    public string? Pchembl { get; init; } = "8.00";

    public string? Comment { get; init; }

    public string? Validity { get; init; }

    public int Duplicate { get; init; }

    public string? Variant { get; init; }

    public string Assay { get; init; } = "CHEMBL9000001";

    public string? AssayDescription { get; init; } = "Made-up displacement assay";

    public string Document { get; init; } = "CHEMBL9100001";

    internal JsonObject Json() => new()
    {
        ["action_type"] = null,
        ["activity_comment"] = Comment,
        ["activity_id"] = Id,
        ["assay_chembl_id"] = Assay,
        ["assay_description"] = AssayDescription,
        ["assay_type"] = "B",
        ["assay_variant_mutation"] = Variant,
        ["canonical_smiles"] = "C",
        ["data_validity_comment"] = Validity,
        ["document_chembl_id"] = Document,
        ["document_journal"] = "J Made-up Chem",
        ["document_year"] = 2025,
        ["ligand_efficiency"] = new JsonObject { ["bei"] = "14.06" },
        ["molecule_chembl_id"] = Molecule,
        ["molecule_pref_name"] = Name,
        ["parent_molecule_chembl_id"] = Parent ?? Molecule,
        ["pchembl_value"] = Pchembl,
        ["potential_duplicate"] = Duplicate,
        ["standard_relation"] = Relation,
        ["standard_type"] = Type,
        ["standard_units"] = Units,
        ["standard_value"] = Value,
        ["target_chembl_id"] = Target,
        ["target_organism"] = "Homo sapiens",
        ["target_pref_name"] = TargetName,
        ["target_tax_id"] = "9606",
    };
}

/// <summary>A mechanism row: a molecule, or a salt of it, acts on a target.</summary>
public sealed record ChemblMechanismRow(int Id, string Target, string Molecule)
{
    public string? Parent { get; init; }

    public string Action { get; init; } = "INHIBITOR";

    public string? Mechanism { get; init; } = "Made-up transporter inhibitor";

    internal JsonObject Json() => new()
    {
        ["action_type"] = Action,
        ["max_phase"] = 4,
        ["mec_id"] = Id,
        ["mechanism_of_action"] = Mechanism,
        ["molecule_chembl_id"] = Molecule,
        ["parent_molecule_chembl_id"] = Parent ?? Molecule,
        ["target_chembl_id"] = Target,
    };
}

/// <summary>A molecule with its phase as text, such as "4.0".</summary>
public sealed record ChemblMoleculeRow(string Id, string? Name)
{
    public string? Phase { get; init; } = "2.0";

    public int? FirstApproval { get; init; }

    public bool Withdrawn { get; init; }

    internal JsonObject Json() => new()
    {
        ["first_approval"] = FirstApproval,
        ["max_phase"] = Phase,
        ["molecule_chembl_id"] = Id,
        ["pref_name"] = Name,
        ["withdrawn_flag"] = Withdrawn,
    };
}

/// <summary>A molecule's furthest phase in one indication.</summary>
public sealed record ChemblIndicationRow(int Id, string Molecule, string Heading, decimal Phase)
{
    internal JsonObject Json() => new()
    {
        ["drugind_id"] = Id,
        ["efo_term"] = Heading.ToLowerInvariant(),
        ["max_phase_for_ind"] = Phase.ToString("0.0", CultureInfo.InvariantCulture),
        ["mesh_heading"] = Heading,
        ["molecule_chembl_id"] = Molecule,
        ["parent_molecule_chembl_id"] = Molecule,
    };
}

/// <summary>The article an activity was taken from.</summary>
public sealed record ChemblDocumentRow(string Id, int? Pmid, string? Doi)
{
    internal JsonObject Json() => new() { ["document_chembl_id"] = Id, ["doi"] = Doi, ["pubmed_id"] = Pmid, ["year"] = 2025 };
}

/// <summary>A target and the protein it holds.</summary>
public sealed record ChemblTargetRow(string Id, string Name, string Accession)
{
    internal JsonObject Json() => new() { ["pref_name"] = Name, ["target_chembl_id"] = Id, ["target_components__accession"] = Accession };
}
