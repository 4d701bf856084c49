using TargetAlerts.Changes;
using TargetAlerts.Sources;

namespace TargetAlerts.Digests;

/// <summary>Makes one item of all changes of a record, whatever order they came in. Pure.</summary>
internal static class ItemBuilder
{
    /// <param name="before">Records an earlier digest of this alert told as added: another target's added is no news.</param>
    public static Period Build(IReadOnlyList<Considered> pending, IReadOnlySet<(SourceName, string)> before)
    {
        var items = new List<Item>();
        var joined = new List<long>();
        foreach (var record in pending.GroupBy(considered => (considered.Change.Source, considered.Change.RecordId)))
        {
            List<Considered> changes = [.. record.OrderBy(considered => considered.Change.Number)];
            if (before.Contains(record.Key)) Move(changes, considered => considered.Change.Kind == ChangeKind.Added, joined);
            if (changes.Count == 0) continue;
            if (Merge(changes) is { } item) items.Add(item);
            else joined.AddRange(changes.Select(considered => considered.Change.Number));
        }
        items = JoinNotices(items, joined);
        return new(items, [.. items.SelectMany(item => item.Told).Select(considered => considered.Change.Number)], joined);
    }

    private static Item? Merge(List<Considered> changes)
    {
        var last = changes[^1];
        var withdrawn = changes.LastOrDefault(considered => considered.Change.Kind == ChangeKind.Withdrawn);
        var added = changes.FirstOrDefault(considered => considered.Change.Kind == ChangeKind.Added);
        var facts = Facts(changes);
        var back = changes.LastOrDefault(considered => considered.Change.Reason == "back");
        if (withdrawn is null && added is null && back is null && facts.Count == 0) return null;
        return new()
        {
            Record = last.Record,
            Kind = withdrawn is not null ? ChangeKind.Withdrawn : added is not null ? ChangeKind.Added : ChangeKind.Updated,
            Severity = withdrawn is not null ? Severity.High
                : added is not null ? changes.Max(considered => considered.Change.Severity)
                : facts.Select(fact => fact.Severity).DefaultIfEmpty(Severity.Normal).Max(),
            Reason = withdrawn?.Change.Reason ?? back?.Change.Reason,
            Facts = added is not null && withdrawn is null ? [] : facts,
            Told = changes,
        };
    }

    // A fact that went there and back within the period did not change.
    private static List<FactChange> Facts(List<Considered> changes)
    {
        var merged = new List<FactChange>();
        foreach (var fact in changes.SelectMany(considered => considered.Change.Facts).GroupBy(fact => fact.Fact))
        {
            var (first, last) = (fact.First(), fact.Last());
            if (!Equals(first.Old, last.New)) merged.Add(last with { Old = first.Old, Severity = fact.Max(one => one.Severity) });
        }
        return merged;
    }

    // The notice of a retraction is told with the retracted paper, when both come in one period.
    private static List<Item> JoinNotices(List<Item> items, List<long> joined)
    {
        var withdrawn = items.Where(item => item.Kind == ChangeKind.Withdrawn).ToDictionary(item => (item.Record.Source, item.Record.Id));
        var rest = new List<Item>();
        foreach (var item in items)
        {
            var paper = item.Kind != ChangeKind.Added ? null
                : item.Record.FactList("noticeOf").Select(id => withdrawn.GetValueOrDefault((item.Record.Source, id))).FirstOrDefault(found => found is not null);
            if (paper is null)
            {
                rest.Add(item);
                continue;
            }
            withdrawn[(paper.Record.Source, paper.Record.Id)] = paper with { Joined = [.. paper.Joined, item.Record] };
            joined.AddRange(item.Told.Select(considered => considered.Change.Number));
        }
        return [.. rest.Select(item => withdrawn.GetValueOrDefault((item.Record.Source, item.Record.Id)) ?? item)];
    }

    private static void Move(List<Considered> changes, Predicate<Considered> which, List<long> joined)
    {
        joined.AddRange(changes.Where(considered => which(considered)).Select(considered => considered.Change.Number));
        changes.RemoveAll(which);
    }
}
