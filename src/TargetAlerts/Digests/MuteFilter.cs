using TargetAlerts.Changes;
using TargetAlerts.Subscribers;
using RecordKey = (TargetAlerts.Sources.SourceName Source, string Id);

namespace TargetAlerts.Digests;

/// <param name="Mute">The key of the mute that kept it back.</param>
internal sealed record MutedChange(long Number, string Mute);

/// <param name="Changes">With the facts that are not muted.</param>
internal sealed record Heard(IReadOnlyList<Considered> Changes, IReadOnlyList<MutedChange> Muted);

/// <summary>
/// What an alert's mutes leave of the changes it wants. A muted work is silent whole; a muted fact is left out of updates,
/// whose severity is that of what remains; what is new or withdrawn is not told by its facts, so they do not mute it. Pure.
/// </summary>
internal sealed class MuteFilter
{
    private readonly Wish _wish;
    private readonly Works _works;
    private readonly Dictionary<RecordKey, string> _muted = [];
    private readonly Dictionary<string, string> _sources;
    private readonly Dictionary<(string Source, string Fact), string> _facts;

    private MuteFilter(Wish wish, Works works)
    {
        (_wish, _works) = (wish, works);
        foreach (var mute in wish.Mutes.Where(mute => mute.Record is not null)) _muted.TryAdd(works.WorkOf((new(mute.Source), mute.Record!)), mute.Key);
        _sources = wish.Mutes.Where(mute => mute.IsSource).ToDictionary(mute => mute.Source, mute => mute.Key);
        _facts = wish.Mutes.Where(mute => mute.Fact is not null).ToDictionary(mute => (mute.Source, mute.Fact!), mute => mute.Key);
    }

    public static Heard Apply(Wish wish, Works works, IReadOnlyList<Considered> wanted)
    {
        if (wish.Mutes.Count == 0) return new(wanted, []);
        var filter = new MuteFilter(wish, works);
        var (heard, muted) = (new List<Considered>(), new List<MutedChange>());
        foreach (var considered in wanted)
        {
            var (left, mute) = filter.Judge(considered);
            if (mute is not null) muted.Add(new(considered.Change.Number, mute));
            else heard.Add(left);
        }
        return new(heard, muted);
    }

    private (Considered Left, string? Mute) Judge(Considered considered)
    {
        var change = considered.Change;
        if (_muted.GetValueOrDefault(_works.WorkOf(considered.Record)) is { } work) return (considered, work);
        if (_sources.GetValueOrDefault(change.Source.Value) is { } source) return (considered, source);
        if (change.Kind != ChangeKind.Updated) return (considered, null);
        var left = change.Facts.Where(fact => MuteOf(change, fact) is null).ToList();
        if (left.Count == change.Facts.Count) return (considered, null);
        var back = change.Reason == "back";
        var severity = left.Select(fact => fact.Severity).Append(back ? Severity.Normal : Severity.Low).Max();
        var silent = (left.Count == 0 && !back) || severity < _wish.Lowest;
        return (considered with { Change = change with { Facts = left, Severity = severity } }, silent ? change.Facts.Select(fact => MuteOf(change, fact)).First(mute => mute is not null) : null);
    }

    private string? MuteOf(Change change, FactChange fact) => _facts.GetValueOrDefault((change.Source.Value, fact.Fact));
}
