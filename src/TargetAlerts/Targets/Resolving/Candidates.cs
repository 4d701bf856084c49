namespace TargetAlerts.Targets.Resolving;

/// <summary>Puts together what the services say of the same gene. The key is HGNC's id; a paralogue's accession in one answer joins nothing that HGNC keeps apart.</summary>
internal static class Candidates
{
    // The order in which the services are believed where they differ.
    private static readonly string[] Order = [HgncLookup.Label, UniProtLookup.Label, MyGeneLookup.Label, ChemblLookup.Label];

    // By what two answers are known to speak of the same gene; and by what a candidate is picked.
    private static readonly string[] Telling = ["hgnc", "ncbiGene", "uniprot"], Leading = ["hgnc", "uniprot", "ncbiGene", "ensembl", "chembl"];

    public static IReadOnlyList<Candidate> Of(IReadOnlyList<GeneEntry> entries, TargetText text)
    {
        var genes = new List<List<GeneEntry>>();
        foreach (var entry in entries.Where(entry => entry.Group is null).OrderBy(entry => Array.IndexOf(Order, entry.Service)))
        {
            if (genes.FirstOrDefault(gene => gene.Any(known => Same(known, entry))) is { } same) same.Add(entry);
            else genes.Add([entry]);
        }
        var named = genes.Select(parts => Candidate(parts, text, [])).ToList();
        // Whoever gave an identifier may have meant the receptor that its protein is a part of.
        var proteins = text.Ids.Count == 0 ? [] : named.Where(gene => gene.Reasons.Any(reason => reason.Exact)).SelectMany(gene => gene.Identifiers.GetValueOrDefault("uniprot") ?? []).ToHashSet();
        var groups = entries.Where(entry => entry.Group is not null).Select(entry => Candidate([entry], text, proteins));
        return [.. named.Concat(groups).Where(one => one.Score > 0)
            .OrderByDescending(one => one.Score).ThenByDescending(one => one.Reasons.Count).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <summary>Per namespace what the most believed service names. MyGene.info may name a paralogue's protein: it counts only where HGNC and UniProt name none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Merge(IReadOnlyList<GeneEntry> parts)
    {
        var trusted = parts.Where(part => part.Service is HgncLookup.Label or UniProtLookup.Label).SelectMany(part => part["uniprot"]).ToList();
        return GeneEntry.IdsOf(parts.SelectMany(part => part.Ids.Keys).Distinct()
            .Select(space => (space, (IEnumerable<string>)(space == "uniprot" && trusted.Count > 0 ? trusted : parts.Select(part => part[space]).First(ids => ids.Count > 0)))));
    }

    private static bool Same(GeneEntry one, GeneEntry other)
    {
        foreach (var space in Telling)
        {
            if (one[space].Count > 0 && other[space].Count > 0) return one[space].Intersect(other[space]).Any();
        }
        return false;
    }

    private static Candidate Candidate(List<GeneEntry> parts, TargetText text, HashSet<string> members)
    {
        var held = parts[0]["uniprot"].FirstOrDefault(members.Contains) is { } member ? new Reason($"holds UniProt {member}", parts[0].Service, 1, false) : null;
        var reasons = parts.SelectMany(part => Reasons.Of(part, text)).Concat(held is null ? [] : [held]).Distinct().OrderByDescending(reason => reason.Score).ThenByDescending(reason => reason.Exact).ToList();
        var ids = Merge(parts);
        var lead = parts[0];
        var group = lead.Group is not null;
        string Id(string space) => ids.GetValueOrDefault(space) is [var id, ..] ? id : "";
        return new()
        {
            Id = group ? Id("chembl") : Leading.Select(Id).First(id => id.Length > 0),
            Symbol = group ? null : parts.Select(part => part.Symbol).FirstOrDefault(symbol => symbol is not null),
            Name = parts.Select(part => part.Name).First(name => name.Length > 0),
            Organism = lead.Organism,
            Kind = lead.Group ?? "gene",
            Score = reasons.Count == 0 ? 0 : reasons[0].Score,
            Reasons = reasons,
            Identifiers = ids,
            Remarks = [.. parts.SelectMany(part => part.Remarks).Distinct()],
            Entries = parts,
        };
    }
}
