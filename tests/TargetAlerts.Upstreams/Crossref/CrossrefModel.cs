namespace TargetAlerts.Upstreams.Crossref;

/// <summary>The works of the stand-in Crossref.</summary>
public sealed class CrossrefModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, CrossrefRecord> _works = new(StringComparer.OrdinalIgnoreCase);

    internal CrossrefModel(UpstreamModel model) => _model = model;

    /// <summary>False: updated-by may not be selected.</summary>
    public bool SelectsUpdatedBy { get; set; } = true;

    /// <summary>The number of works.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _works.Count;
        }
    }

    /// <summary>Adds works, or replaces those with the same DOI.</summary>
    public void Add(params IEnumerable<CrossrefRecord> works)
    {
        lock (_gate)
        {
            foreach (var work in works)
                _works[work.Doi] = work;
        }
    }

    /// <summary>Changes a work.</summary>
    public void Change(string doi, Func<CrossrefRecord, CrossrefRecord> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _works[doi] = change(_works[doi]);
    }

    /// <summary>Adds a notice about a work, of today unless said otherwise.</summary>
    public void Notify(string doi, string type, string notice, DateOnly? updated = null, string source = "publisher") =>
        Change(doi, work => work with { UpdatedBy = [.. work.UpdatedBy, new(notice, type, updated ?? _model.Today, source)] });

    /// <summary>Takes a work away.</summary>
    public bool Delete(string doi)
    {
        lock (_gate)
            return _works.Remove(doi);
    }

    internal CrossrefRecord? Find(string doi)
    {
        lock (_gate)
            return _works.GetValueOrDefault(doi);
    }
}
