using System.Net;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Reporter;

/// <summary>All pages of one search. Only 15,000 project years can be listed, so a larger result is asked for year by year.</summary>
internal sealed class ReporterSearch(SourceClient client)
{
    private const int PageSize = 500, Reach = 15_000, FirstYear = 1970;

    // A search text that is not understood may be passed over: then everything there is would come.
    private const int Unbelievable = 100_000;

    private volatile int _spelling;

    public async Task<ReporterPage> PageAsync(ReporterQuery query, int offset, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _spelling;
            var answer = await client.PostJsonAsync("projects/search", query.Body(ReporterSpelling.All[at], offset, limit), cancellationToken);
            if (answer.Ok) return ReporterPage.Parse(answer.Body);
            if (answer.Status != HttpStatusCode.BadRequest || offset > 0) throw Refused(answer);
            if (at + 1 == ReporterSpelling.All.Count)
            {
                _spelling = 0;
                throw Refused(answer);
            }
            _spelling = at + 1;
        }
    }

    public async IAsyncEnumerable<ReporterPage> AllAsync(ReporterQuery query, int thisYear, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        var first = await PageAsync(query, 0, PageSize, cancellationToken);
        if (first.Total > Unbelievable) throw new SourceUnavailableException($"it finds {first.Total:N0} projects: the search text was not understood");
        if (first.Total <= Reach)
        {
            await foreach (var page in PagesAsync(query, first, seen, cancellationToken)) yield return page;
        }
        else
        {
            for (var year = FirstYear; year <= thisYear + 1; year++)
            {
                var one = query with { Year = year };
                var start = await PageAsync(one, 0, PageSize, cancellationToken);
                if (start.Total > Reach) throw new SourceUnavailableException($"it finds {start.Total:N0} projects in {year}, which cannot be listed");
                await foreach (var page in PagesAsync(one, start, seen, cancellationToken)) yield return page;
            }
        }
        if (seen.Count != first.Total) throw new SourceUnavailableException($"the pages are not whole ({first.Total} said, {seen.Count} given)");
    }

    /// <summary>Award years by number; null where the source does not take that question.</summary>
    public async Task<ReporterPage?> ByIdAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var answer = await client.PostJsonAsync("projects/search", ReporterQuery.Body(ids, PageSize), cancellationToken);
        if (answer.Status == HttpStatusCode.BadRequest) return null;
        var page = answer.Ok ? ReporterPage.Parse(answer.Body) : throw Refused(answer);
        return page.Total == page.Ids.Count() && page.Ids.All(ids.Contains) ? page : null;
    }

    private async IAsyncEnumerable<ReporterPage> PagesAsync(ReporterQuery query, ReporterPage first, HashSet<string> seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (page, given) = (first, 0);
        while (true)
        {
            if (page.Total != first.Total) throw new SourceUnavailableException($"its total changed while it was paged ({first.Total}, then {page.Total})");
            foreach (var id in page.Ids)
            {
                if (!seen.Add(id)) throw new SourceUnavailableException("a page came twice");
                given++;
            }
            yield return page;
            if (given >= first.Total || !page.Ids.Any()) break;
            page = await PageAsync(query, given, PageSize, cancellationToken);
        }
        if (given != first.Total) throw new SourceUnavailableException($"the pages are not whole ({first.Total} said, {given} given)");
    }

    private static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
