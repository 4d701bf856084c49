namespace TargetAlerts.Upstreams.Samples;

/// <summary>Made-up records of a source: those that are there at first, and what happens to them in a scene.</summary>
internal interface ISample
{
    /// <summary>About so many records of a topic, dated before today.</summary>
    void Fill(SampleTopic topic, int count);

    /// <summary>Something new, something changed, and in every third scene something withdrawn; scenes count from 1.</summary>
    void Happen(SampleTopic topic, int scene);

    /// <summary>Brings out what happened, where the source has releases.</summary>
    void Publish();
}

/// <summary>A source whose records are numbered: the first from 0, news from 5,000.</summary>
internal abstract class SampleSource(UpstreamModel model, int seed) : ISample
{
    protected const int News = 5000;

    // Further apart than any count here, so that one record is not chosen again soon.
    private const int Stride = 7;

    private readonly Dictionary<int, int> _counts = [];
    private readonly HashSet<int> _gone = [];

    protected UpstreamModel Model => model;

    /// <summary>Days that a first record may lie back.</summary>
    protected virtual int Reach => 4380;

    public virtual void Fill(SampleTopic topic, int count)
    {
        _counts[topic.Number] = count;
        for (var at = 0; at < count; at++)
            Put(topic, at, model.Today.AddDays(-45 - (int)(Roll(topic, at, 99) % (uint)Reach)));
    }

    public virtual void Happen(SampleTopic topic, int scene)
    {
        Put(topic, News + scene, model.Today);
        if (Chosen(topic, scene * Stride) is { } changed)
            Change(topic, changed, scene);
        if (scene % 3 == 0 && Chosen(topic, (scene * Stride) + 3) is { } lost && Withdraw(topic, lost))
            _gone.Add(Number(topic, lost));
    }

    public virtual void Publish()
    {
    }

    /// <summary>Makes the record at a place.</summary>
    protected abstract void Put(SampleTopic topic, int at, DateOnly day);

    /// <summary>Changes a first record; another kind of change for each scene.</summary>
    protected abstract void Change(SampleTopic topic, int at, int scene);

    /// <summary>Takes a first record away; false where the source never does.</summary>
    protected virtual bool Withdraw(SampleTopic topic, int at) => false;

    protected static int Number(SampleTopic topic, int at) => (topic.Number * 10_000) + at;

    protected uint Roll(SampleTopic topic, int at, int question) => Dice.Roll(Number(topic, at), seed, question);

    protected T One<T>(IReadOnlyList<T> items, SampleTopic topic, int at, int question) => Dice.Pick(items, Number(topic, at), seed, question);

    /// <summary>Drugs in turn.</summary>
    protected static SampleDrug Drug(SampleTopic topic, int at) => topic.Drugs[at % topic.Drugs.Count];

    private int? Chosen(SampleTopic topic, int start)
    {
        var count = _counts.GetValueOrDefault(topic.Number);
        return Enumerable.Range(start, count).Select(at => (int?)(at % count)).FirstOrDefault(at => !_gone.Contains(Number(topic, at!.Value)));
    }
}
