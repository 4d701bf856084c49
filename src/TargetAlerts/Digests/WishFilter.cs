using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;
using TargetAlerts.Targets;

namespace TargetAlerts.Digests;

/// <summary>Whether an alert wants a change. Pure.</summary>
internal static class WishFilter
{
    public static bool Wants(Wish wish, Considered considered)
    {
        var (change, record, _, _) = considered;
        return Targets(wish, considered).Any()
            && (wish.Sources.Count == 0 || (wish.Sources.TryGetValue(change.Source.Value, out var since) && change.Number > since))
            && (wish.Kinds.Count == 0 || wish.Kinds.Contains(record.Kind))
            && (wish.Changes.Count == 0 || wish.Changes.Contains(change.Kind))
            && change.Severity >= wish.Lowest
            && HoldsTerms(wish, record);
    }

    /// <summary>Whether the alert would have wanted the arrival of a record that another target or source held already.</summary>
    public static bool WantsRecord(Wish wish, SourceRecord record, Severity arrival) =>
        (wish.Sources.Count == 0 || wish.Sources.ContainsKey(record.Source.Value))
        && (wish.Kinds.Count == 0 || wish.Kinds.Contains(record.Kind))
        && !wish.Mutes.Any(mute => mute.IsSource && mute.Source == record.Source.Value)
        && arrival >= wish.Lowest
        && HoldsTerms(wish, record);

    /// <summary>Those of the alert's targets that the change reaches.</summary>
    public static IEnumerable<Membership> Targets(Wish wish, Considered considered)
    {
        var change = considered.Change;
        return considered.Memberships.Where(membership =>
            wish.Targets.TryGetValue(membership.Target, out var since) && change.Number > since
            && (change.Kind == ChangeKind.Added
                ? change.Target == membership.Target
                : membership.FirstSeenAt < change.DetectedAt && !(membership.LeftAt < change.DetectedAt)));
    }

    private static bool HoldsTerms(Wish wish, SourceRecord record) =>
        (wish.Terms.Count == 0 || wish.Terms.Any(term => Holds(record, term))) && !wish.NotTerms.Any(term => Holds(record, term));

    private static bool Holds(SourceRecord record, string term) =>
        record.Texts.Values.SelectMany(texts => texts).Any(text => TargetMatcher.Holds(text, term));
}
