namespace TargetAlerts.Tests.Year;

/// <summary>Items of a period as lines: record, what happened, each fact from its first old to its last new value, notes.</summary>
internal sealed class ModelItems
{
    private readonly Dictionary<string, (string Text, bool Late, bool Repeat, List<string> Notices)> _items = [];

    public ModelItems(ModelAlert alert, IReadOnlyList<Waiting> waiting)
    {
        foreach (var record in waiting.GroupBy(one => one.Change.Record.Id))
        {
            // Another target's "new" of a record that was told as new is no news.
            var known = alert.ToldAsNew.ContainsKey(record.Key);
            Joined.AddRange(record.Where(one => known && one.Change.Kind == SeenKind.Added));
            List<Waiting> rest = [.. record.Where(one => !known || one.Change.Kind != SeenKind.Added)];
            if (rest.Count > 0) Add(record.Key, rest);
        }
        // A notice is told with its paper's retraction where both come together.
        foreach (var notice in Told.Where(one => one.Change.Record.NoticeOf is { } paper && one.Change.Kind == SeenKind.Added && _items.TryGetValue(paper, out var item) && item.Text.StartsWith("withdrawn", StringComparison.Ordinal)).ToList())
        {
            // Changes of the notice itself go with it, and so does the notice of two targets.
            var id = notice.Change.Record.Id;
            if (!_items.Remove(id)) continue;
            _items[notice.Change.Record.NoticeOf!].Notices.Add(id);
            Joined.AddRange(Told.Where(one => one.Change.Record.Id == id));
            Told.RemoveAll(one => one.Change.Record.Id == id);
        }
        Lines = [.. _items.Select(item => $"{item.Key} {item.Value.Text}{(item.Value.Late ? " | late" : "")}{(item.Value.Repeat ? " | may repeat" : "")}{string.Concat(item.Value.Notices.Order().Select(id => $" | notice {id}"))}").Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Lines { get; }

    public List<Waiting> Told { get; } = [];

    public List<Waiting> Joined { get; } = [];

    private void Add(string id, List<Waiting> changes)
    {
        var facts = changes.SelectMany(one => one.Change.Facts).GroupBy(fact => fact.Key)
            .Select(fact => (Label: fact.Key, fact.First().Value.Old, fact.Last().Value.New)).Where(fact => fact.Old != fact.New)
            .Select(fact => $" | {fact.Label}: {(fact.Old is null ? "" : $"{fact.Old} → ")}{fact.New}").Order(StringComparer.Ordinal).ToList();
        var withdrawn = changes.LastOrDefault(one => one.Change.Kind == SeenKind.Withdrawn)?.Change.Reason;
        var added = changes.Any(one => one.Change.Kind == SeenKind.Added);
        if (withdrawn is null && !added && facts.Count == 0)
        {
            Joined.AddRange(changes);
            return;
        }
        Told.AddRange(changes);
        var text = withdrawn is not null ? $"withdrawn, {withdrawn}{string.Concat(facts)}" : added ? "added" : $"updated{string.Concat(facts)}";
        _items[id] = (text, changes.Any(one => one.Late), changes.Any(one => one.Repeat), []);
    }
}
