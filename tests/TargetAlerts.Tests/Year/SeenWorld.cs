namespace TargetAlerts.Tests.Year;

/// <summary>
/// What complete checks must have found: its own few rules of what a check can see. An outage only delays, since nothing
/// here moves unless a check was complete.
/// </summary>
internal sealed class SeenWorld(World world)
{
    private sealed class WatchMemory
    {
        public DateTimeOffset Listing { get; set; }

        public DateOnly Latest { get; set; }
    }

    private readonly Dictionary<string, Dictionary<string, string>> _known = [];
    private readonly HashSet<string> _withdrawn = [];
    private readonly Dictionary<(string Target, string Id), DateTimeOffset> _held = [];
    private readonly Dictionary<string, DateTimeOffset> _missed = [];
    private readonly Dictionary<(string Target, string Source), WatchMemory> _watches = [];

    public List<SeenChange> Changes { get; } = [];

    public bool IsHeld(string target, SeenChange change) => _held.TryGetValue((target, change.Record.Id), out var since) && since < change.At;

    /// <summary>The severity of an update, by its facts.</summary>
    public static int Worth(IEnumerable<string> labels) => labels.Max(label => label switch { "Title" => 0, "Why stopped" or "Interventions" or "Correction" => 1, _ => 2 });

    /// <summary>A complete check; what it must have counted.</summary>
    public (int Added, int Updated, int Withdrawn) Check(string target, string source, DateTimeOffset at)
    {
        var before = Changes.Count;
        var baseline = !_watches.TryGetValue((target, source), out var watch);
        watch ??= _watches[(target, source)] = new();
        var listing = baseline || (source == "clinicaltrials" && at - watch.Listing >= TimeSpan.FromDays(7));
        var latest = listing ? default : watch.Latest;
        foreach (var record in world.Records.Where(record => record.Source == source && !record.Gone && record.Targets.Contains(target)).ToList())
        {
            // A trial is found by the day of its posted version, read back seven days; a paper by its days of entry and change.
            var visible = listing || source == "pubmed" || record.Posted >= watch.Latest.AddDays(-7);
            if (visible) See(record, target, at, baseline);
            if (visible && record.Posted > latest) latest = record.Posted;
        }
        watch.Latest = latest;
        foreach (var record in world.Records.Where(record => record.Source == source && record.Gone).ToList()) Miss(record, target, at, listing);
        if (listing) watch.Listing = at;
        var seen = Changes.Skip(before).ToLookup(change => change.Kind);
        return (seen[SeenKind.Added].Count(), seen[SeenKind.Updated].Count(), seen[SeenKind.Withdrawn].Count());
    }

    private void See(WorldRecord record, string target, DateTimeOffset at, bool baseline)
    {
        if (_known.TryGetValue(record.Id, out var known))
        {
            var facts = record.Facts.Where(fact => known.GetValueOrDefault(fact.Key) != fact.Value).ToDictionary(fact => fact.Key, fact => (known.GetValueOrDefault(fact.Key), (string?)fact.Value));
            var retracted = facts.ContainsKey("Retracted by");
            if (facts.Count > 0) Add(record, retracted ? SeenKind.Withdrawn : SeenKind.Updated, null, retracted ? "retracted" : null, at, facts);
        }
        _known[record.Id] = new(record.Facts);
        if (_held.TryAdd((target, record.Id), at) && !baseline) Add(record, SeenKind.Added, target, null, at, []);
    }

    // A merge is the registry's own word. A record that just is not there must be missed twice, at least 20 hours apart.
    private void Miss(WorldRecord record, string target, DateTimeOffset at, bool listing)
    {
        if (!_held.ContainsKey((target, record.Id)) || _withdrawn.Contains(record.Id)) return;
        var again = _missed.TryGetValue(record.Id, out var first) && at - first >= TimeSpan.FromHours(20);
        if (!listing && !again) return;
        // Where the survivor is gone too, its old number says no more than any other.
        var survivor = world.Records.FirstOrDefault(other => other.Id == record.MergedInto && !other.Gone)?.Id;
        if (survivor is null && !again)
        {
            _missed.TryAdd(record.Id, at);
            return;
        }
        _withdrawn.Add(record.Id);
        Add(record, SeenKind.Withdrawn, null, survivor is null ? "removed" : $"merged into {survivor}", at, []);
    }

    private void Add(WorldRecord record, SeenKind kind, string? target, string? reason, DateTimeOffset at, Dictionary<string, (string?, string?)> facts) => Changes.Add(new(Changes.Count + 1, record, kind, target, reason, at)
    {
        Facts = facts,
        Severity = kind switch
        {
            SeenKind.Withdrawn => 2,
            SeenKind.Added => record.Kind == "trial" || record.Fact("Retracted by") != "" ? 2 : 1,
            _ => Worth(facts.Keys),
        },
    });
}
