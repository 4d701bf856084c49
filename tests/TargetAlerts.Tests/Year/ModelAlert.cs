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

    /// <summary>The day a pause ends by itself, and when one did.</summary>
    public DateOnly? PausedUntil { get; set; }

    public DateTimeOffset? ResumedAt { get; set; }

    public HashSet<string> MutedSources { get; } = [];

    public HashSet<string> MutedRecords { get; } = [];

    /// <summary>Source and label.</summary>
    public HashSet<(string Source, string Fact)> MutedFacts { get; } = [];

    /// <summary>What the alert hears of a change: all of it, an update without the muted facts, or nothing.</summary>
    public SeenChange? Hears(SeenChange change, SeenWorld seen)
    {
        if (!Wants(change, seen) || MutedSources.Contains(change.Record.Source) || MutedRecords.Contains(change.Record.Id)) return null;
        if (change.Kind != SeenKind.Updated || MutedFacts.Count == 0) return change;
        var facts = change.Facts.Where(fact => !MutedFacts.Contains((change.Record.Source, fact.Key))).ToDictionary();
        if (facts.Count == 0) return null;
        var left = change with { Facts = facts, Severity = SeenWorld.Worth(facts.Keys) };
        return left.Severity < Lowest ? null : left;
    }

    private bool Wants(SeenChange change, SeenWorld seen) =>
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
        (PausedUntil, ResumedAt) = state == LifeState.Active ? (null, null) : (PausedUntil, ResumedAt);
        foreach (var old in Pending.Keys.Where(number => Pending[number].Change.At < kept).ToList()) Drop(old);
    }

    /// <summary>A pause whose day has come is over since that day began.</summary>
    public void EndPause(DateTimeOffset now, IReadOnlyList<SeenChange> seen)
    {
        if (State != LifeState.Paused || PausedUntil is not { } day || ModelCalendar.Date(now, Zone) < day) return;
        var end = ModelCalendar.Instant(day, default, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        Resume(LifeState.Active, end, seen);
        (PausedAt, ResumedAt) = (null, end);
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
        if (latest.Instant < ResumedAt || latest.Instant <= ConfirmedAt || latest.Instant <= LastInstant) return null;
        // Neither the date the last digest was for, nor the one it came on as seen from where the reader lives now.
        if (latest.Day <= LastDate || (LastInstant is { } last && latest.Day <= ModelCalendar.Date(last, Zone))) return null;
        return latest;
    }
}
