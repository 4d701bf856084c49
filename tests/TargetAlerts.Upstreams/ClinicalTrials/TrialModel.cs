using System.Globalization;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The studies of the stand-in ClinicalTrials.gov.</summary>
public sealed class TrialModel
{
    private readonly Lock _gate = new();
    private readonly UpstreamModel _model;
    private readonly Dictionary<string, IndexedTrial> _trials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private DateTimeOffset _dataTimestamp;
    private IReadOnlyList<IndexedTrial>? _snapshot;

    internal TrialModel(UpstreamModel model)
    {
        _model = model;
        _dataTimestamp = Now();
    }

    /// <summary>The snapshot that is served; page tokens die when it moves. Every change moves it unless it is frozen.</summary>
    public DateTimeOffset DataTimestamp
    {
        get
        {
            lock (_gate)
                return _dataTimestamp;
        }
        set
        {
            lock (_gate)
                _dataTimestamp = value;
        }
    }

    /// <summary>Keeps <see cref="DataTimestamp"/> where it is.</summary>
    public bool DataTimestampFrozen { get; set; }

    /// <summary>The number of studies.</summary>
    public int Count => Snapshot().Count;

    /// <summary>All studies.</summary>
    public IReadOnlyList<Trial> Studies => [.. Snapshot().Select(entry => entry.Trial)];

    /// <summary>Adds a study, or replaces the one with the same number.</summary>
    public void Add(Trial trial) => Add([trial]);

    /// <summary>Adds several studies.</summary>
    public void Add(IEnumerable<Trial> trials)
    {
        lock (_gate)
        {
            foreach (var trial in trials)
                Put(trial);
            Moved();
        }
    }

    /// <summary>The study of that number or alias, or null.</summary>
    public Trial? Find(string nctId) => Entry(nctId)?.Trial;

    /// <summary>Changes a study; its last update is posted on <paramref name="posted"/>, or today.</summary>
    public Trial Change(string nctId, Func<Trial, Trial> change, DateOnly? posted = null) =>
        Replace(nctId, trial => change(trial) with { LastUpdatePosted = posted ?? _model.Today });

    /// <summary>Changes a study as the registry itself does: no new posting date, so no cursor sees it.</summary>
    public Trial ChangeUnposted(string nctId, Func<Trial, Trial> change) => Replace(nctId, change);

    /// <summary>Moves the verification date, contacts, browse branches and the posting date: an edit without news.</summary>
    public Trial ChangeCosmetically(string nctId) => Change(nctId, trial => trial with
    {
        StatusVerified = _model.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Contacts = [.. trial.Contacts, $"Made-up Contact {trial.Contacts.Count + 1}"],
        BrowseBranches = [.. trial.BrowseBranches, $"Made-up Branch {trial.BrowseBranches.Count + 1}"],
    });

    /// <summary>Takes a study away: 404.</summary>
    public bool Delete(string nctId)
    {
        lock (_gate)
        {
            if (!_trials.Remove(nctId))
                return false;
            Moved();
            return true;
        }
    }

    /// <summary>Merges a study into another: 301 to the survivor.</summary>
    public void Merge(string nctId, string survivor)
    {
        lock (_gate)
        {
            Change(survivor, trial => trial with { Aliases = [.. trial.Aliases, nctId] });
            _trials.Remove(nctId);
            Moved();
        }
    }

    internal IndexedTrial? Entry(string nctId)
    {
        lock (_gate)
            return _trials.GetValueOrDefault(_aliases.GetValueOrDefault(nctId, nctId));
    }

    internal IReadOnlyList<IndexedTrial> Snapshot()
    {
        lock (_gate)
            return _snapshot ??= [.. _trials.Values.OrderBy(entry => entry.Trial.NctId, StringComparer.Ordinal)];
    }

    private Trial Replace(string nctId, Func<Trial, Trial> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            var changed = change(_trials[nctId].Trial) with { NctId = nctId };
            Put(changed);
            Moved();
            return changed;
        }
    }

    private void Put(Trial trial)
    {
        _trials[trial.NctId] = new IndexedTrial(trial);
        _aliases.Remove(trial.NctId);
        foreach (var alias in trial.Aliases)
            _aliases[alias] = trial.NctId;
    }

    private void Moved()
    {
        _snapshot = null;
        if (DataTimestampFrozen)
            return;
        // A fake clock may stand still; a new snapshot has a new stamp all the same.
        var now = Now();
        _dataTimestamp = now > _dataTimestamp ? now : _dataTimestamp.AddSeconds(1);
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_model.Clock.GetUtcNow().ToUnixTimeSeconds());
}
