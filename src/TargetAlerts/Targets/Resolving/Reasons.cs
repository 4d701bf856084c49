using TargetAlerts.Sources;

namespace TargetAlerts.Targets.Resolving;

/// <summary>Why an entry answers a text: each way in which it does, looked up in what the service said, not in what it was asked.</summary>
internal static class Reasons
{
    // The beginning of a name tells something from so many letters on.
    private const int Telling = 4;

    public static IEnumerable<Reason> Of(GeneEntry entry, TargetText text)
    {
        foreach (var (space, id) in text.Ids)
        {
            if (entry.Group is not null && space == "uniprot" && entry[space].Contains(id)) yield return new($"holds UniProt {id}", entry.Service, 1, false);
            else if (entry[space].Contains(id)) yield return new($"{TargetText.Label(space)} identifier {id}", entry.Service, 6, true);
            else if (entry.OldIds.Contains(id)) yield return new($"{id} is an old identifier of it", entry.Service, 6, true);
        }
        if (!text.Word) yield break;
        var bare = PlainText.Bare(text.Text);
        if (bare.Length == 0) yield break;
        var found = false;
        foreach (var reason in Named(entry, bare))
        {
            found = true;
            yield return reason with { Service = entry.Service };
        }
        if (!found && text.Ids.Count == 0 && entry.FullNames.Concat(entry.ShortNames).Concat(entry.LooseNames).Any(name => TargetMatcher.Holds(name, text.Text) || (bare.Length >= Telling && PlainText.Bare(name).StartsWith(bare, StringComparison.Ordinal))))
        {
            yield return new($"part of the name “{entry.Name}”", entry.Service, 2, false);
        }
        else if (!found && entry.Group is not null)
        {
            yield return new("found by its search", entry.Service, 1, false);
        }
    }

    private static IEnumerable<Reason> Named(GeneEntry entry, string bare)
    {
        // Of the services, HGNC alone approves symbols; the others repeat it, sooner or later.
        if (Same(entry.Symbol)) yield return new($"{(entry.Service == HgncLookup.Label ? "approved symbol" : "gene symbol")} {entry.Symbol}", "", 5, true);
        if (First(entry.ShortNames) is { } brief) yield return new($"short name {brief}", "", 4, true);
        if (First(entry.Aliases) is { } alias) yield return new($"alias {alias}", "", 3, true);
        if (First(entry.Previous) is { } previous) yield return new($"previous symbol {previous}", "", 3, true);
        if (First([.. entry.FullNames, .. entry.LooseNames]) is { } name) yield return new($"name “{name}”", "", 2, true);
        // "GABA-A receptor; anion channel": what stands before the semicolon is the name of a group.
        else if (entry.Group is not null && Same(entry.Name.Split(';')[0])) yield return new($"name “{entry.Name}”", "", 2, true);

        bool Same(string? one) => one is { Length: > 0 } && PlainText.Bare(one) == bare;
        string? First(IReadOnlyList<string> names) => names.FirstOrDefault(Same);
    }
}
