namespace TargetAlerts.Upstreams.PubChem;

/// <summary>An assay of PubChem.</summary>
public sealed record Assay(int Id)
{
    public string Name { get; init; } = "Made-up screen for the serotonin transporter";

    public string Depositor { get; init; } = "Made-up Screening Center";

    public IReadOnlyList<string> Genes { get; init; } = ["6532"];

    public IReadOnlyList<string> Accessions { get; init; } = [];

    public int Active { get; init; } = 5;

    public int Tested { get; init; } = 100;

    public int Revision { get; init; } = 1;

    /// <summary>Listed for the target, but without a summary.</summary>
    public bool Hidden { get; init; }
}

/// <summary>The assays of the stand-in PubChem.</summary>
public sealed class AssayModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Assay> _assays = [];

    /// <summary>What X-Throttling-Control says: Green, Yellow, Red or Black.</summary>
    public string Light { get; set; } = "Green";

    internal IReadOnlyList<Assay> All
    {
        get
        {
            lock (_gate)
                return [.. _assays.Values.OrderBy(assay => assay.Id)];
        }
    }

    /// <summary>Adds assays, or replaces those of the same number.</summary>
    public void Add(params IEnumerable<Assay> assays)
    {
        lock (_gate)
        {
            foreach (var assay in assays)
                _assays[assay.Id] = assay;
        }
    }

    /// <summary>Changes one, with a new revision.</summary>
    public void Change(int id, Func<Assay, Assay> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _assays[id] = change(_assays[id]) with { Revision = _assays[id].Revision + 1 };
    }

    /// <summary>Takes one away.</summary>
    public void Delete(int id)
    {
        lock (_gate)
            _assays.Remove(id);
    }
}
