namespace TargetAlerts.Upstreams.Genes;

/// <summary>What the services that know genes and targets hold.</summary>
public sealed class GeneModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Gene> _genes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GeneTarget> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<int, GeneDrug> _drugs = [];
    private readonly Dictionary<string, string> _merged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _demerged = new(StringComparer.Ordinal);

    /// <summary>UniProt's release.</summary>
    public string UniProtRelease { get; set; } = "2025_04";

    /// <summary>ChEMBL's release.</summary>
    public string ChemblRelease { get; set; } = "ChEMBL_36";

    /// <summary>The day HGNC gives every record.</summary>
    public string HgncDay { get; set; } = "2026-02-17";

    /// <summary>Adds genes, or replaces those of the same symbol and organism.</summary>
    public void Add(params IEnumerable<Gene> genes)
    {
        lock (_gate)
        {
            foreach (var gene in genes)
                _genes[Key(gene)] = gene;
        }
    }

    public void Add(params IEnumerable<GeneTarget> targets)
    {
        lock (_gate)
        {
            foreach (var target in targets)
                _targets[target.Id] = target;
        }
    }

    public void Add(params IEnumerable<GeneDrug> drugs)
    {
        lock (_gate)
        {
            foreach (var drug in drugs)
                _drugs[drug.Id] = drug;
        }
    }

    /// <summary>Changes a human gene.</summary>
    public void Change(string symbol, Func<Gene, Gene> change)
    {
        lock (_gate)
        {
            var changed = change(_genes[$"{symbol} Homo sapiens"]);
            _genes.Remove($"{symbol} Homo sapiens");
            _genes[Key(changed)] = changed;
        }
    }

    /// <summary>Takes a mechanism away.</summary>
    public void DropDrug(int id)
    {
        lock (_gate)
            _drugs.Remove(id);
    }

    /// <summary>UniProt answers an accession with 303 to another.</summary>
    public void Merge(string accession, string survivor)
    {
        lock (_gate)
            _merged[accession] = survivor;
    }

    /// <summary>UniProt answers an accession with a stub that names its heirs.</summary>
    public void Demerge(string accession, params string[] heirs)
    {
        lock (_gate)
            _demerged[accession] = heirs;
    }

    internal IReadOnlyList<Gene> Genes
    {
        get
        {
            lock (_gate)
                return [.. _genes.Values.OrderBy(gene => gene.Symbol, StringComparer.Ordinal)];
        }
    }

    internal IReadOnlyList<GeneTarget> Targets
    {
        get
        {
            lock (_gate)
                return [.. _targets.Values.OrderBy(target => target.Id, StringComparer.Ordinal)];
        }
    }

    internal IReadOnlyList<GeneDrug> Drugs
    {
        get
        {
            lock (_gate)
                return [.. _drugs.Values.OrderBy(drug => drug.Id)];
        }
    }

    internal string? Survivor(string accession)
    {
        lock (_gate)
            return _merged.GetValueOrDefault(accession);
    }

    internal string[]? Heirs(string accession)
    {
        lock (_gate)
            return _demerged.GetValueOrDefault(accession);
    }

    private static string Key(Gene gene) => $"{gene.Symbol} {gene.Organism}";
}
