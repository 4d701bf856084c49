namespace TargetAlerts.Upstreams.EuropePmc;

/// <summary>The records of the stand-in Europe PMC.</summary>
public sealed class EuropePmcModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, PmcRow> _rows = new(StringComparer.Ordinal);

    internal EuropePmcModel(UpstreamModel model) => _model = model;

    /// <summary>So many more hits are announced than paging gives.</summary>
    public int Undelivered { get; set; }

    /// <summary>The number of records.</summary>
    public int Count => Rows.Count;

    internal IReadOnlyList<PmcRow> Rows
    {
        get
        {
            lock (_gate)
                return [.. _rows.Values.OrderBy(row => row.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Adds records, or replaces those with the same key.</summary>
    public void Add(params IEnumerable<PmcRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                _rows[row.Key] = row;
        }
    }

    /// <summary>Changes a record; UPDATE_DATE becomes <paramref name="updated"/>, or today.</summary>
    public void Change(string key, Func<PmcRow, PmcRow> change, DateOnly? updated = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _rows[key] = change(_rows[key]) with { Updated = updated ?? _model.Today };
    }

    /// <summary>One more citation: an update without news.</summary>
    public void ChangeCosmetically(string key) => Change(key, row => row with { CitedBy = row.CitedBy + 1 });

    /// <summary>Takes a record away.</summary>
    public bool Delete(string key)
    {
        lock (_gate)
            return _rows.Remove(key);
    }
}
