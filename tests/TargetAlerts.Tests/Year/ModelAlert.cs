namespace TargetAlerts.Tests.Year;

internal enum LifeState { Pending, Active, Paused, Left, Removed, Forgotten }

/// <summary>A change that waits for the next digest: of a digest that did not arrive, or perhaps did.</summary>
internal sealed record Waiting(SeenChange Change, bool Late, bool Repeat);

/// <summary>An alert as it ought to be. "Counts after" is the number of changes seen when something was added.</summary>
internal sealed class ModelAlert
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public LifeState State { get; set; } = LifeState.Pending;

    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    public bool Daily { get; set; }

    public DayOfWeek Weekday { get; set; }

    public TimeOnly At { get; set; }

    public required string Zone { get; set; }

    public Dictionary<string, int> Targets { get; set; } = [];

    /// <summary>All, from the beginning, unless some were named.</summary>
    public Dictionary<string, int> Sources { get; private set; } = new() { ["pubmed"] = 0, ["clinicaltrials"] = 0 };

    public IReadOnlyList<string> Kinds { get; set; } = [];

    public IReadOnlyList<SeenKind> Changes { get; set; } = [];

    public int Lowest { get; set; }

    public IReadOnlyList<string> Terms { get; set; } = [];

    public IReadOnlyList<string> NotTerms { get; set; } = [];

    public int Considered { get; set; }

    public Dictionary<int, Waiting> Pending { get; } = [];

    /// <summary>Records told as new in a digest that stands.</summary>
    public Dictionary<string, ModelDigest> ToldAsNew { get; } = [];

    public List<ModelDigest> Digests { get; } = [];

    /// <summary>Changes this reader must have got by the end.</summary>
    public HashSet<int> Owed { get; } = [];

    public int FailuresInARow { get; set; }

    public DateTimeOffset? LastInstant { get; set; }

    public DateOnly? LastDate { get; set; }

    // Where mutes come in: a mute is one more condition here, and takes what it discards out of Owed.
    public bool Wants(SeenChange change, SeenWorld seen) =>
        Targets.Any(target => change.Number > target.Value && (change.Kind == SeenKind.Added ? change.Target == target.Key : seen.IsHeld(target.Key, change)))
        && Sources.TryGetValue(change.Record.Source, out var since) && change.Number > since
        && (Kinds.Count == 0 || Kinds.Contains(change.Record.Kind))
        && (Changes.Count == 0 || Changes.Contains(change.Kind))
        && change.Severity >= Lowest
        && (Terms.Count == 0 || Terms.Contains(change.Record.Topic))
        && !NotTerms.Contains(change.Record.Topic);

    public void Begin(DateTimeOffset at, int seen)
    {
        (State, ConfirmedAt, Considered) = (LifeState.Active, at, seen);
        Targets = Targets.ToDictionary(target => target.Key, _ => seen);
        Sources = Sources.ToDictionary(source => source.Key, _ => seen);
    }

    /// <summary>Sources that were read go on counting, the others count from now.</summary>
    public void Read(IReadOnlyList<string> sources, int seen) => Sources = sources.ToDictionary(name => name, name => Sources.GetValueOrDefault(name, seen));

    public void ReadAll(int seen) => Read(["pubmed", "clinicaltrials"], seen);

    /// <summary>Back from a pause or an absence: thirty days of items were kept.</summary>
    public void Resume(LifeState state, DateTimeOffset at, IReadOnlyList<SeenChange> seen)
    {
        State = state;
        var kept = at - TimeSpan.FromDays(30);
        Considered = Math.Max(Considered, seen.LastOrDefault(change => change.At < kept)?.Number ?? 0);
        foreach (var old in Pending.Keys.Where(number => Pending[number].Change.At < kept).ToList()) Drop(old);
    }

    public void Drop(int number)
    {
        Pending.Remove(number);
        Owed.Remove(number);
    }

    public override string ToString() => $"{Email}: {State}, {(Daily ? "daily" : $"weekly on {Weekday}")} at {At:HH\\:mm} in {Zone}, confirmed {ConfirmedAt:u}, last {LastDate:yyyy-MM-dd} at {LastInstant:u}";

    /// <summary>The instant a digest is due for, if one is.</summary>
    public (DateOnly Day, DateTimeOffset Instant)? DueAt(DateTimeOffset now)
    {
        if (State != LifeState.Active) return null;
        var latest = ModelCalendar.Latest(Daily ? null : Weekday, At, Zone, now);
        if (latest.Instant <= ConfirmedAt || latest.Instant <= LastInstant) return null;
        // Neither the date the last digest was for, nor the one it came on as seen from where the reader lives now.
        if (latest.Day <= LastDate || (LastInstant is { } last && latest.Day <= ModelCalendar.Date(last, Zone))) return null;
        return latest;
    }
}
