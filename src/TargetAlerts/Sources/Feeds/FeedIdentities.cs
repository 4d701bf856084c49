namespace TargetAlerts.Sources.Feeds;

/// <summary>
/// Which record an item is. A site that moves to another system renames all its items at once while their addresses stay:
/// they are then known by their addresses, and keep their ids (SPEC.md, "New or changed").
/// </summary>
internal static class FeedIdentities
{
    public static IReadOnlyList<FeedTrace> Traces(FeedDocument document, IReadOnlyList<FeedTrace> before)
    {
        var known = before.ToDictionary(trace => trace.Key);
        List<FeedTrace> now = [.. document.Items.Select(item => new FeedTrace(Fingerprints.OfText(item.Key), item.Link is { } link ? Fingerprints.OfText(FeedLinks.Bare(link)) : null))];
        var links = Unique(before).ToDictionary(trace => trace.Link!, trace => trace.Id ?? trace.Key);
        var moved = now.Count > 1 && !now.Any(trace => known.ContainsKey(trace.Key)) && Unique(now).Count(trace => links.ContainsKey(trace.Link!)) * 2 > now.Count;
        if (moved) return [.. now.Select(trace => trace.Link is { } link && links.GetValueOrDefault(link) is { } id ? trace with { Id = id } : trace)];
        return [.. now.Select(trace => known.GetValueOrDefault(trace.Key)?.Id is { } id ? trace with { Id = id } : trace)];
    }

    private static IEnumerable<FeedTrace> Unique(IReadOnlyList<FeedTrace> traces) => traces.Where(trace => trace.Link is not null).GroupBy(trace => trace.Link).Where(group => group.Count() == 1).Select(group => group.Single());
}
