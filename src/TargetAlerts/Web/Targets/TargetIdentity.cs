using TargetAlerts.Digests;
using TargetAlerts.Targets;

namespace TargetAlerts.Web.Targets;

/// <summary>Who a target is: its identifiers, each with its page at the source, its names and its drugs.</summary>
internal static class TargetIdentity
{
    private static readonly (string Space, string Label, Func<string, string> Link)[] Pages =
    [
        ("uniprot", "UniProt", id => $"https://www.uniprot.org/uniprotkb/{id}"),
        ("hgnc", "HGNC", id => $"https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/{id}"),
        ("ensembl", "Ensembl", id => $"https://www.ensembl.org/id/{id}"),
        ("ncbiGene", "NCBI Gene", id => $"https://www.ncbi.nlm.nih.gov/gene/{id}"),
        ("chembl", "ChEMBL", id => $"https://www.ebi.ac.uk/chembl/explore/target/{id}"),
        ("gtopdb", "GtoPdb", id => $"https://www.guidetopharmacology.org/GRAC/ObjectDisplayForward?objectId={id}"),
    ];

    public static IReadOnlyList<(string, IReadOnlyList<DigestLink>)> Of(DrugTarget target)
    {
        var rows = new List<(string, IReadOnlyList<DigestLink>)>();
        if (target.Gene is { } gene) Add("Gene", [new(gene, "")]);
        rows.AddRange(Identifiers(target.Identifiers));
        Add("Names", Words(target.SafeNames.Select(name => name.Text)));
        Add("Names with care", Words(target.AmbiguousNames.Select(name => name.Text)));
        Add("Drugs", Words(target.FollowedDrugs.Select(drug => drug.Name)));
        return rows;

        void Add(string label, IReadOnlyList<DigestLink> values)
        {
            if (values.Count > 0) rows.Add((label, values));
        }
    }

    public static IReadOnlyList<(string Label, IReadOnlyList<DigestLink> Values)> Identifiers(IReadOnlyDictionary<string, IReadOnlyList<string>> identifiers) =>
    [
        .. Pages.Where(page => identifiers.GetValueOrDefault(page.Space, []).Count > 0)
            .Select(page => (page.Label, (IReadOnlyList<DigestLink>)[.. identifiers[page.Space].Select(id => new DigestLink(id, page.Link(Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal))))])),
    ];

    private static List<DigestLink> Words(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? [new(list, "")] : [];
}
