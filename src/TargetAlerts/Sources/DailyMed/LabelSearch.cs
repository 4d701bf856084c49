using System.Globalization;
using System.Net;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.DailyMed;

/// <summary>Asks for lists and for single labels.</summary>
internal sealed class LabelSearch(SourceClient client)
{
    private const int PageSize = 100;

    /// <summary>All labels of a drug, by any of its names. The source also finds names inside other words; those are left out.</summary>
    public async Task<IReadOnlyList<LabelRow>> ListAsync(TargetDrug drug, string filter, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, LabelRow>();
        foreach (var name in DailyMedQuery.Names(drug))
        {
            foreach (var row in await ListAsync($"drug_name={Uri.EscapeDataString(name)}{filter}", cancellationToken))
            {
                if (DailyMedQuery.Names(drug).Any(called => TargetMatcher.Holds(row.Title, called))) rows[row.SetId] = row;
            }
        }
        return [.. rows.Values.OrderBy(row => row.SetId, StringComparer.Ordinal)];
    }

    public async Task<LabelList> PageAsync(string query, int page, int size, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"spls.json?{(query.Length > 0 ? query + "&" : "")}pagesize={size}&page={page}"), BodyForm.Json, cancellationToken);
        // Nothing found may be a 404 (SPEC.md, "Limits and errors"). What is missing by it is asked for by set id before it counts.
        if (answer.Status == HttpStatusCode.NotFound && IsWord(answer)) return new([], 0, 0, null, "");
        return answer.Ok ? LabelList.Parse(answer.Body) : throw Refused(answer);
    }

    /// <summary>The whole label; null where the source does not have it.</summary>
    public async Task<LabelDocument?> DocumentAsync(string setId, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"spls/{setId}.xml", BodyForm.Xml, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound) return IsWord(answer) ? null : throw Refused(answer);
        if (!answer.Ok) throw Refused(answer);
        var document = LabelDocument.Parse(answer.Body);
        return document.SetId == setId ? document : throw new SourceUnavailableException($"label {setId} was asked for and {document.SetId} answered");
    }

    private async Task<IReadOnlyList<LabelRow>> ListAsync(string query, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, LabelRow>();
        int? total = null;
        for (var page = 1; ; page++)
        {
            var list = await PageAsync(query, page, PageSize, cancellationToken);
            if (list.Page is { } said && said != page) throw new SourceUnavailableException($"page {page} of the labels was asked for and page {said} came");
            if (total is not null && total != list.Total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {list.Total})");
            total = list.Total;
            foreach (var row in list.Rows)
            {
                if (!rows.TryAdd(row.SetId, row)) throw new SourceUnavailableException("a page came twice");
            }
            if (page < list.Pages && list.Rows.Count == 0) throw new SourceUnavailableException("an empty page in the middle");
            if (page >= list.Pages) break;
        }
        return rows.Count == total ? [.. rows.Values] : throw new SourceUnavailableException($"the pages are not whole ({total} said, {rows.Count} given)");
    }

    // A web page is some gateway's, and proves nothing.
    private static bool IsWord(SourceAnswer answer) => answer.ContentType != "text/html" && !answer.Body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<!"u8) && !answer.Body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<html"u8);

    private static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
