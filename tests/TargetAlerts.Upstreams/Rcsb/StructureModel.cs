namespace TargetAlerts.Upstreams.Rcsb;

/// <summary>The entries of the stand-in PDB.</summary>
public sealed class StructureModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, Structure> _entries = new(StringComparer.Ordinal);

    internal StructureModel(UpstreamModel model) => _model = model;

    /// <summary>Fields that the Data API refuses as unknown.</summary>
    public IReadOnlyList<string> RefusedFields { get; set; } = [];

    /// <summary>All entries, in the order of their ids.</summary>
    public IReadOnlyList<Structure> All
    {
        get
        {
            lock (_gate)
                return [.. _entries.Values.OrderBy(entry => entry.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>Adds an entry, or replaces the one of the same id; without dates, it is released today.</summary>
    public void Add(Structure entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var released = entry.Released == default ? _model.Today : entry.Released;
        lock (_gate)
            _entries[entry.Id] = entry with { Released = released, Revised = entry.Revised == default ? released : entry.Revised };
    }

    /// <summary>Changes an entry and leaves its dates alone.</summary>
    public void Change(string id, Func<Structure, Structure> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _entries[id] = change(_entries[id]) with { Id = id };
    }

    /// <summary>Changes an entry with a new revision, dated today.</summary>
    public void Revise(string id, bool major, Func<Structure, Structure>? change = null, params string[] touched) => Change(id, entry =>
    {
        var changed = change?.Invoke(entry) ?? entry;
        return changed with { Revised = _model.Today, Major = major ? entry.Major + 1 : entry.Major, Minor = major ? 0 : entry.Minor + 1, Touched = touched };
    });

    /// <summary>Takes an entry away as if it had never been.</summary>
    public void Delete(string id)
    {
        lock (_gate)
            _entries.Remove(id);
    }
}
