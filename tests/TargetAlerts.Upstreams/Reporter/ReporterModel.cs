namespace TargetAlerts.Upstreams.Reporter;

/// <summary>The award years of the stand-in NIH RePORTER.</summary>
public sealed class ReporterModel
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, ReporterAward> _awards = [];

    /// <summary>The names that search_field may hold; others are refused.</summary>
    public IReadOnlyList<string> SearchFields { get; set; } = ["projecttitle", "abstracttext", "terms"];

    /// <summary>The date criteria that are taken; others are refused.</summary>
    public IReadOnlyList<string> DateCriteria { get; set; } = ["date_added", "award_notice_date", "project_start_date", "project_end_date"];

    /// <summary>The number of award years.</summary>
    public int Count => Awards.Count;

    internal IReadOnlyList<ReporterAward> Awards
    {
        get
        {
            lock (_gate)
                return [.. _awards.Values];
        }
    }

    /// <summary>Adds award years, or replaces those with the same number.</summary>
    public void Add(params IEnumerable<ReporterAward> awards)
    {
        lock (_gate)
        {
            foreach (var award in awards)
                _awards[award.ApplId] = award;
        }
    }

    /// <summary>Changes an award year; no date tells of it.</summary>
    public void Change(int applId, Func<ReporterAward, ReporterAward> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
            _awards[applId] = change(_awards[applId]);
    }

    /// <summary>Takes an award year away.</summary>
    public bool Delete(int applId)
    {
        lock (_gate)
            return _awards.Remove(applId);
    }
}
