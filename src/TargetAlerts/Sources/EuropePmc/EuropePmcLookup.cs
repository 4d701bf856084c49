using TargetAlerts.Targets;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>Records by id. What does not come while others in the same answer do is absent.</summary>
internal sealed class EuropePmcLookup(EuropePmcSearch search)
{
    private const int Batch = 8;

    private static readonly Match BySearch = new("Europe PMC", "search", "Europe PMC’s own search");

    public static FetchedRecord Fetched(DrugTarget target, SourceRecord record) =>
        new(record, TargetMatcher.Matches(target, record) is { Count: > 0 } matches ? matches : [BySearch]);

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FetchedRecord>();
        var unreadable = new Dictionary<string, UnreadableRecord>();
        var absent = new List<string>();
        foreach (var batch in question.Ids.Chunk(Batch))
        {
            string[] asked = [.. batch, .. question.Witnesses.Except(batch).Take(3)];
            var page = await search.PageAsync($"({string.Join(" OR ", asked.Select(id => EuropePmcIds.Search(id).Search))})", 100, EuropePmcSearch.First, cancellationToken);
            if (page.HitCount != page.Rows.Count) throw new SourceUnavailableException($"the answer is not whole ({page.HitCount} said, {page.Rows.Count} given)");
            foreach (var id in batch)
            {
                // Of several versions the latest; a paper that moved to PubMed goes on under the name it was known by.
                if (page.Records.Where(record => Is(record, id)).Aggregate((SourceRecord?)null, (best, one) => best is null || EuropePmcReading.IsLater(one, best) ? one : best) is { } record) found[id] = Fetched(question.Target, record with { Id = id });
                else if (page.Unreadable.FirstOrDefault(row => row.Id == id) is { } row) unreadable[id] = row;
                else if (EuropePmcIds.Search(id).Proves && page.Records.Count > 0) absent.Add(id);
            }
        }
        return new() { Found = [.. found.Values], Unreadable = [.. unreadable.Values], Absent = absent };
    }

    private static bool Is(SourceRecord record, string id) => record.Id == id
        || (id.StartsWith("PMC/", StringComparison.Ordinal) && record.Identifiers.GetValueOrDefault("pmcid") == id[4..])
        || (id.StartsWith("PPR/", StringComparison.Ordinal) && record.Identifiers.GetValueOrDefault("ppr") == id[4..]);
}
