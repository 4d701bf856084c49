namespace TargetAlerts.Upstreams.GwasCatalog;

/// <summary>An association of the GWAS Catalog.</summary>
public sealed record Association(long Id)
{
    public IReadOnlyList<string> Genes { get; init; } = ["SLC6A4"];

    public string Trait { get; init; } = "made-up trait";

    public string Variant { get; init; } = "rs1-A";

    public int Mantissa { get; init; } = 3;

    public int Exponent { get; init; } = -9;

    public string Frequency { get; init; } = "NR";

    public string Study { get; init; } = "GCST1";

    public string PubMed { get; init; } = "10000001";
}

/// <summary>The associations of the stand-in catalog.</summary>
public sealed class AssociationModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Association> _associations = [];

    /// <summary>False where the address of a study is unknown to the source.</summary>
    public bool StudiesServed { get; set; } = true;

    /// <summary>False where the address of a single association is unknown to the source.</summary>
    public bool SinglesServed { get; set; } = true;

    /// <summary>True where equal p values change places between two pages.</summary>
    public bool Shuffled { get; set; }

    internal IReadOnlyList<Association> All
    {
        get
        {
            lock (_gate)
                return [.. _associations.Values.OrderBy(one => one.Id)];
        }
    }

    /// <summary>Adds associations, or replaces those of the same number.</summary>
    public void Add(params IEnumerable<Association> associations)
    {
        lock (_gate)
        {
            foreach (var one in associations)
                _associations[one.Id] = one;
        }
    }

    /// <summary>Changes one.</summary>
    public void Change(long id, Func<Association, Association> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _associations[id] = change(_associations[id]);
    }

    /// <summary>Takes one away.</summary>
    public void Delete(long id)
    {
        lock (_gate)
            _associations.Remove(id);
    }
}
