namespace TargetAlerts.Upstreams.Faults;

/// <summary>The faults in force. The first that fits a request is the one it meets.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Armed> _faults = [];

    /// <summary>The number of faults that can still hit.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _faults.Count;
        }
    }

    /// <summary>Arms a fault.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
            _faults.Add(new Armed(fault));
    }

    /// <summary>These instead of all others, with no moment between.</summary>
    public void Replace(params IEnumerable<Fault> faults)
    {
        lock (_gate)
        {
            _faults.Clear();
            _faults.AddRange(faults.Select(fault => new Armed(fault)));
        }
    }

    /// <summary>Takes every fault back.</summary>
    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    internal (Fault Fault, int Hit)? Meet(LoggedRequest request)
    {
        lock (_gate)
        {
            (Fault, int)? met = null;
            foreach (var armed in _faults.Where(armed => armed.Fault.Match.Fits(request)).ToList())
            {
                armed.Seen++;
                if (met is not null || armed.Seen < armed.Fault.Match.FromRequest)
                    continue;
                met = (armed.Fault, ++armed.Hits);
                if (armed.Hits >= armed.Fault.Times)
                    _faults.Remove(armed);
            }
            return met;
        }
    }

    private sealed class Armed(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int Seen { get; set; }

        public int Hits { get; set; }
    }
}
