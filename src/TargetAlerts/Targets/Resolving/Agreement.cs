namespace TargetAlerts.Targets.Resolving;

/// <summary>The round trip: what HGNC and UniProt say of one gene must be the same, or nothing is stored.</summary>
internal static class Agreement
{
    /// <summary>What differs harmlessly.</summary>
    /// <exception cref="ProfileRefusedException">They speak of different genes.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<GeneEntry> parts)
    {
        var warnings = new List<string>();
        foreach (var gene in parts.Where(part => part.Service == HgncLookup.Label))
        {
            var id = gene["hgnc"][0];
            foreach (var accession in gene["uniprot"])
            {
                var protein = parts.FirstOrDefault(part => part.Service == UniProtLookup.Label && part["uniprot"].Contains(accession));
                if (protein is null)
                {
                    warnings.Add($"HGNC names UniProt {accession} for {gene.Symbol}; UniProt has no active entry of it.");
                    continue;
                }
                if (protein["hgnc"].Count > 0 && !protein["hgnc"].Contains(id)) throw Refused(id, accession, "HGNC id", id, protein["hgnc"]);
                if (protein.Symbol is { } symbol && symbol != gene.Symbol)
                {
                    if (!gene.Previous.Contains(symbol)) throw Refused(id, accession, "gene symbol", gene.Symbol!, [symbol]);
                    warnings.Add($"UniProt {accession} still calls {gene.Symbol} by its previous symbol {symbol}.");
                }
                foreach (var space in new[] { "ncbiGene", "ensembl" })
                {
                    if (gene[space].Count > 0 && protein[space].Count > 0 && !gene[space].Intersect(protein[space]).Any()) throw Refused(id, accession, $"{TargetText.Label(space)} identifier", string.Join(", ", gene[space]), protein[space]);
                }
            }
        }
        return warnings;
    }

    private static ProfileRefusedException Refused(string gene, string accession, string what, string one, IEnumerable<string> other) =>
        new($"HGNC ({gene}) and UniProt ({accession}) disagree on the {what}: {one} and {string.Join(", ", other)}. Nothing was written; see both entries and write the profile by hand.");
}
