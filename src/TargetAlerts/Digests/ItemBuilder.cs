using TargetAlerts.Changes;
using TargetAlerts.Sources;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Digests;

/// <summary>Makes one item of all changes of a work, whatever order they came in. Pure.</summary>
internal sealed class ItemBuilder(Wish wish, Works works, SourceRegistry sources)
{
    private readonly ILookup<(SourceName, string), Twin> _twins = works.Twins.ToLookup(twin => works.WorkOf(twin.Record));

    public Period Build(IReadOnlyList<Considered> pending)
    {
        var items = new List<Item>();
        var joined = new List<long>();
        var arriving = pending.Where(considered => considered.Change.Kind == ChangeKind.Added)
            .Select(considered => (Key(considered), considered.Change.Target)).ToHashSet();
        foreach (var work in pending.GroupBy(considered => works.WorkOf(considered.Record)))
        {
            var news = work.OrderBy(considered => considered.Change.Number).ToLookup(considered => News(considered, arriving));
            joined.AddRange(news[Novelty.Known].Select(considered => considered.Change.Number));
            List<Considered> changes = [.. news[Novelty.New], .. news[Novelty.Published]];
            if (changes.Count == 0) continue;
            if (Merge(changes, published: news[Novelty.Published].FirstOrDefault()) is { } item) items.Add(item);
            else joined.AddRange(changes.Select(considered => considered.Change.Number));
        }
        items = JoinNotices(items, joined);
        items = [.. items.Select(item => item with { Related = Related(item, items) })];
        return new(items, [.. items.SelectMany(item => item.Told).Select(considered => considered.Change.Number)], joined);
    }

    private enum Novelty { New, Known, Published }

    // A twin that comes after its work was told, or after it was stored as known, is no news; a preprint's paper is.
    private Novelty News(Considered considered, HashSet<((SourceName, string), string?)> arriving)
    {
        var (change, record) = (considered.Change, considered.Record);
        var twins = _twins[works.WorkOf(record)].Where(twin => Key(twin.Record) != Key(record));
        if (change.Kind == ChangeKind.Withdrawn)
        {
            return twins.Any(twin => works.ToldWithdrawn.Contains((Key(twin.Record), change.Reason ?? ""))) ? Novelty.Known : Novelty.New;
        }
        if (change.Kind != ChangeKind.Added) return Novelty.New;
        if (works.ToldAdded.Contains(Key(record))) return Novelty.Known;
        var known = twins.Where(twin => works.ToldAdded.Contains(Key(twin.Record))
            || (sources.Get(twin.Record.Source).Description.Newcomer(twin.Record) is { } worth && WishFilter.WantsRecord(wish, twin.Record, worth)
                && !works.KeptBack.Contains(Key(twin.Record)) && !arriving.Contains((Key(twin.Record), change.Target))
                && twin.Memberships.Any(membership => membership.Target == change.Target && membership.FirstSeenAt < change.DetectedAt))).ToList();
        if (known.Count == 0) return Novelty.New;
        return record.Kind == RecordKind.Publication && known.All(twin => twin.Record.Kind == RecordKind.Preprint) ? Novelty.Published : Novelty.Known;
    }

    private Item? Merge(List<Considered> changes, Considered? published)
    {
        var withdrawn = changes.LastOrDefault(considered => considered.Change.Kind == ChangeKind.Withdrawn);
        var added = changes.FirstOrDefault(considered => considered.Change.Kind == ChangeKind.Added && considered != published);
        var back = changes.LastOrDefault(considered => considered.Change.Reason == "back");
        var facts = Facts(changes);
        if (withdrawn is null && added is null && back is null && published is null && facts.Count == 0) return null;
        var told = (withdrawn ?? published ?? added) is { } one ? changes.Where(considered => considered.Change.Kind == one.Change.Kind) : changes;
        return new()
        {
            Record = First(told).Record,
            Twins = [.. _twins[works.WorkOf(changes[0].Record)].Select(twin => twin.Record).OrderBy(Rank).ThenBy(record => record.Id, StringComparer.Ordinal)],
            Kind = withdrawn is not null ? ChangeKind.Withdrawn : added is not null ? ChangeKind.Added : ChangeKind.Updated,
            Severity = withdrawn is not null ? Severity.High
                : added is not null || published is not null ? changes.Max(considered => considered.Change.Severity)
                : facts.Select(fact => fact.Change.Severity).DefaultIfEmpty(Severity.Normal).Max(),
            Reason = withdrawn?.Change.Reason ?? (published is null ? null : Item.Published) ?? back?.Change.Reason,
            Facts = added is not null && withdrawn is null ? [] : facts,
            Told = [.. changes.OrderBy(considered => considered.Change.Number)],
            Before = Before(changes),
        };
    }

    private ToldBefore? Before(List<Considered> changes) => _twins[works.WorkOf(changes[0].Record)].Select(twin => Key(twin.Record)).Append(Key(changes[0].Record))
        .Select(key => works.ToldIn.GetValueOrDefault(key)).MaxBy(told => told?.Number ?? 0);

    // The source registered first speaks for the work; its last change shows the record as it is.
    private Considered First(IEnumerable<Considered> changes) => changes
        .OrderBy(considered => Rank(considered.Record)).ThenBy(considered => considered.Record.Id, StringComparer.Ordinal).ThenByDescending(considered => considered.Change.Number).First();

    private int Rank(SourceRecord record) => sources.Rank(record.Source);

    // A fact that went there and back within the period did not change.
    private static List<ItemFact> Facts(List<Considered> changes)
    {
        var merged = new List<ItemFact>();
        foreach (var fact in changes.SelectMany(considered => considered.Change.Facts.Select(fact => (Key: Key(considered), Fact: fact))).GroupBy(one => (one.Key, one.Fact.Fact)))
        {
            var (first, last) = (fact.First().Fact, fact.Last().Fact);
            if (!Equals(first.Old, last.New)) merged.Add(new(fact.Key.Key.Source, last with { Old = first.Old, Severity = fact.Max(one => one.Fact.Severity) }));
        }
        return merged;
    }

    // The notice of a retraction is told with the retracted paper, when both come in one period.
    private static List<Item> JoinNotices(List<Item> items, List<long> joined)
    {
        var withdrawn = items.Where(item => item.Kind == ChangeKind.Withdrawn).ToDictionary(item => Key(item.Record));
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
            withdrawn[Key(paper.Record)] = paper with { Joined = [.. paper.Joined, item.Record] };
            joined.AddRange(item.Told.Select(considered => considered.Change.Number));
        }
        return [.. rest.Select(item => withdrawn.GetValueOrDefault(Key(item.Record)) ?? item)];
    }

    // Named by one of the item's records, or naming one of them; neither is carried further.
    private List<SourceRecord> Related(Item item, List<Item> items)
    {
        List<SourceRecord> own = [item.Record, .. item.Twins];
        var keys = own.SelectMany(WorkKeys.Of).ToHashSet();
        var named = own.SelectMany(record => record.Related).SelectMany(key => works.Named[key.ToLowerInvariant()]);
        var naming = items.Select(other => other.Record).Where(record => record.Related.Any(key => keys.Contains(key.ToLowerInvariant())));
        List<SourceRecord> others = [.. named.Concat(naming).Where(record => works.WorkOf(record) != works.WorkOf(item.Record)).DistinctBy(Key).OrderBy(Rank).ThenBy(record => record.Id, StringComparer.Ordinal)];
        // A paper is named by its PMID and its DOI, under which two sources hold it.
        var one = Works.Join([.. others.SelectMany(record => WorkKeys.Of(record).Select(key => (key, Key(record))))]);
        return [.. others.DistinctBy(record => one.GetValueOrDefault(Key(record), works.WorkOf(record)))];
    }

    private static (SourceName Source, string Id) Key(SourceRecord record) => (record.Source, record.Id);

    private static (SourceName Source, string Id) Key(Considered considered) => (considered.Change.Source, considered.Change.RecordId);
}
