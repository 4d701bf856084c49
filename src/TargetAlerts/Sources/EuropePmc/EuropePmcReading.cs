using System.Globalization;
using System.Runtime.CompilerServices;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>
/// All pages of all searches of one check. Preprints are held back to the end: of several versions the latest is the
/// record, and the versions may come on any page.
/// </summary>
internal sealed class EuropePmcReading(EuropePmcSearch search)
{
    private const int PageSize = 500;

    private readonly HashSet<string> _rows = [];
    private readonly HashSet<string> _given = [];
    private readonly Dictionary<string, SourceRecord> _preprints = [];

    /// <summary>Rows announced that paging did not deliver, in all searches.</summary>
    public int Short { get; private set; }

    public int Seen => _rows.Count;

    public async IAsyncEnumerable<(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable)> ReadAsync(IEnumerable<string> queries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var query in queries)
        {
            await foreach (var page in PagesAsync(query, cancellationToken))
            {
                var unreadable = page.Unreadable.Where(record => _given.Add(record.Id)).ToList();
                yield return ([.. page.Records.Where(IsPlain).Where(record => _given.Add(record.Id))], unreadable);
            }
        }
        foreach (var page in _preprints.Values.Where(record => _given.Add(record.Id)).Chunk(PageSize)) yield return (page, []);
    }

    private async IAsyncEnumerable<EuropePmcPage> PagesAsync(string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        int? total = null;
        for (var mark = EuropePmcSearch.First; ;)
        {
            var page = await search.PageAsync(query, PageSize, mark, cancellationToken);
            total ??= page.HitCount;
            if (page.HitCount != total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {page.HitCount})");
            var before = seen.Count;
            seen.UnionWith(page.Rows);
            if (seen.Count - before != page.Rows.Count) throw new SourceUnavailableException("a page came twice");
            yield return page;
            if (page.Rows.Count == 0 || seen.Count >= total || page.Next is null || page.Next == mark) break;
            mark = page.Next;
        }
        _rows.UnionWith(seen);
        // A few rows more are announced than can be had (SPEC.md section 4); more than that is a page that is missing.
        if (seen.Count > total || (total - seen.Count) * 50 > total) throw new SourceUnavailableException($"the pages are not whole ({total} said, {seen.Count} given)");
        Short += total.Value - seen.Count;
    }

    private bool IsPlain(SourceRecord record)
    {
        if (record.Kind != RecordKind.Preprint) return true;
        if (!_preprints.TryGetValue(record.Id, out var other) || IsLater(record, other)) _preprints[record.Id] = record;
        return false;
    }

    public static bool IsLater(SourceRecord record, SourceRecord other) => Version(record).CompareTo(Version(other)) > 0;

    // By the number where it is given, else by the number in the DOI, else by the age of the row.
    private static (int, long) Version(SourceRecord record) =>
        (int.TryParse(record.Fact(EuropePmcFacts.Version), CultureInfo.InvariantCulture, out var number) ? number : Dois.Version(record.Identifiers.GetValueOrDefault("doi", "")),
        long.TryParse(record.Identifiers.GetValueOrDefault("ppr", "").TrimStart('P', 'R'), CultureInfo.InvariantCulture, out var row) ? row : 0);
}
