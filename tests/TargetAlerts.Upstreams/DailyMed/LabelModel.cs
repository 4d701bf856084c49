namespace TargetAlerts.Upstreams.DailyMed;

/// <summary>The labels of the stand-in DailyMed.</summary>
public sealed class LabelModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, Label> _labels = [];

    internal LabelModel(UpstreamModel model)
    {
        _model = model;
        Built = Now();
    }

    /// <summary>The build that is served; every change makes a new one.</summary>
    public DateTimeOffset Built { get; private set; }

    /// <summary>All labels, by set id.</summary>
    public IReadOnlyList<Label> All
    {
        get
        {
            lock (_gate)
                return [.. _labels.Values.OrderBy(label => label.SetId, StringComparer.Ordinal)];
        }
    }

    /// <summary>Adds labels, or replaces those of the same set.</summary>
    public void Add(params IEnumerable<Label> labels)
    {
        lock (_gate)
        {
            foreach (var label in labels)
                _labels[label.SetId] = label;
            Rebuilt();
        }
    }

    /// <summary>The next version of a label, published today.</summary>
    public void Change(string setId, Func<Label, Label> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            var label = _labels[setId];
            _labels[setId] = change(label) with { SetId = setId, Version = label.Version + 1, Published = _model.Today, Effective = _model.Today };
            Rebuilt();
        }
    }

    /// <summary>Takes a label away: no longer listed, 404.</summary>
    public bool Delete(string setId)
    {
        lock (_gate)
        {
            Rebuilt();
            return _labels.Remove(setId);
        }
    }

    internal Label? Find(string setId)
    {
        lock (_gate)
            return _labels.GetValueOrDefault(setId);
    }

    // A fake clock may stand still; a new build has a new stamp all the same.
    private void Rebuilt()
    {
        var now = Now();
        Built = now > Built ? now : Built.AddSeconds(1);
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_model.Clock.GetUtcNow().ToUnixTimeSeconds());
}
