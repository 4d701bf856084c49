namespace TargetAlerts.Tests.Year;

internal enum DigestFate { Empty, Ready, Sent, Failed, Unknown }

/// <summary>One digest that must have been made, item by item as a reader finds it in the mail.</summary>
internal sealed class ModelDigest
{
    public required ModelAlert Alert { get; init; }

    /// <summary>Null of an empty period.</summary>
    public required int? Number { get; init; }

    public required DateTimeOffset ScheduledAt { get; init; }

    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>Told in the items.</summary>
    public required IReadOnlyList<Waiting> Told { get; init; }

    /// <summary>Told as part of another's item, or come to nothing.</summary>
    public required IReadOnlyList<Waiting> Joined { get; init; }

    public string Id { get; set; } = "";

    public DigestFate Fate { get; set; }

    /// <summary>The mail as the route took it; null where it never did.</summary>
    public ReadMail? Arrived { get; set; }

    /// <summary>Makes the alert's digest from all it has not considered and all that waits.</summary>
    public static ModelDigest Make(ModelAlert alert, (DateOnly Day, DateTimeOffset Instant) due, SeenWorld seen)
    {
        // What waits is judged anew, as it was seen: what is muted and what is not may have changed.
        var waits = new List<Waiting>();
        foreach (var old in alert.Pending.Values.ToList())
        {
            if (alert.Hears(seen.Changes[old.Change.Number - 1], seen) is { } heard) waits.Add(old with { Change = heard });
            else alert.Drop(old.Change.Number);
        }
        var fresh = seen.Changes.Skip(alert.Considered).Select(change => alert.Hears(change, seen)).OfType<SeenChange>().Select(change => new Waiting(change, false, false)).ToList();
        alert.Owed.UnionWith(fresh.Select(waiting => waiting.Change.Number));
        alert.Considered = seen.Changes.Count;
        var items = new ModelItems(alert, [.. waits.Concat(fresh).OrderBy(waiting => waiting.Change.Number)]);
        alert.Pending.Clear();
        (alert.LastInstant, alert.LastDate) = (due.Instant, due.Day);
        var made = new ModelDigest
        {
            Alert = alert,
            Number = items.Lines.Count == 0 ? null : alert.Digests.Count(digest => digest.Number is not null) + 1,
            ScheduledAt = due.Instant,
            Items = items.Lines,
            Told = items.Told,
            Joined = items.Joined,
            Fate = items.Lines.Count == 0 ? DigestFate.Empty : DigestFate.Ready,
        };
        foreach (var added in made.Told.Where(waiting => waiting.Change.Kind == SeenKind.Added)) alert.ToldAsNew.TryAdd(added.Change.Record.Id, made);
        alert.Digests.Add(made);
        return made;
    }

    /// <summary>It did not arrive, or nobody knows: all it held waits again.</summary>
    public void Return(DigestFate fate, bool maybeArrived)
    {
        Fate = fate;
        foreach (var told in Told) Alert.Pending[told.Change.Number] = told with { Late = !maybeArrived && !told.Repeat, Repeat = maybeArrived || told.Repeat };
        foreach (var joined in Joined) Alert.Pending[joined.Change.Number] = joined;
        foreach (var record in Alert.ToldAsNew.Where(pair => pair.Value == this).Select(pair => pair.Key).ToList()) Alert.ToldAsNew.Remove(record);
    }
}
