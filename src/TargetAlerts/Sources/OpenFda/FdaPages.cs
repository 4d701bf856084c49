using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>The envelope of an answer.</summary>
/// <param name="Updated">When the endpoint's data were loaded; empty where it is not said.</param>
internal sealed record FdaPage(IReadOnlyList<JsonElement> Rows, int Total, string Updated)
{
    /// <exception cref="SourceUnavailableException">No envelope as documented.</exception>
    public static FdaPage Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement.Clone();
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (root.TryGetProperty("error", out var error)) throw new SourceUnavailableException($"the search was refused: “{PlainText.Shorten(PlainText.Clean(error.ToString()), 160)}”");
        if (root.At("results").ValueKind != JsonValueKind.Array) throw new SourceUnavailableException("the answer is not as documented (no results)");
        var total = root.At("meta", "results", "total");
        if (total.ValueKind != JsonValueKind.Number || !total.TryGetInt32(out var count) || count < 0) throw new SourceUnavailableException("the answer tells no total");
        var rows = root.GetProperty("results").EnumerateArray().ToList();
        if (rows.Any(row => row.ValueKind != JsonValueKind.Object)) throw new SourceUnavailableException("the answer is not as documented (a result that is no object)");
        return new(rows, count, root.At("meta", "last_updated").Text(20));
    }
}

/// <summary>Asks the endpoints, page by page along the Link headers (SPEC.md, "Paging past 26,000").</summary>
internal sealed partial class FdaPages(SourceClient client)
{
    // An application with its submissions is large: a thousand of them would not fit in one answer.
    private static int Limit(string endpoint) => endpoint == FdaQuery.Applications ? 250 : 1000;

    /// <summary>One page; null where nothing is found, which this source says with a 404.</summary>
    public async Task<FdaPage?> OneAsync(string endpoint, string? search, int limit, CancellationToken cancellationToken) =>
        (await AskAsync(endpoint, $"{(search is null ? "" : $"search={Uri.EscapeDataString(search)}&")}limit={limit}", cancellationToken))?.Page;

    /// <summary>All pages of a search; none where nothing is found.</summary>
    public async IAsyncEnumerable<FdaPage> AllAsync(string endpoint, string search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = $"search={Uri.EscapeDataString(search)}&limit={Limit(endpoint)}";
        var firsts = new HashSet<string>();
        var (given, total) = (0, (int?)null);
        while (true)
        {
            var answer = await AskAsync(endpoint, query, cancellationToken);
            if (answer is not var (page, next))
            {
                // A full page links to the next even where it is the last.
                if (given == (total ?? 0)) yield break;
                throw new SourceUnavailableException("a page was linked to and is not there");
            }
            if (total is not null && total != page.Total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {page.Total})");
            total = page.Total;
            if (page.Rows.Count == 0) throw new SourceUnavailableException("an empty page");
            if (!firsts.Add(Fingerprints.OfText(page.Rows[0].GetRawText()))) throw new SourceUnavailableException("a page came twice");
            given += page.Rows.Count;
            yield return page;
            if (next is null) break;
            query = next;
        }
        if (given != total) throw new SourceUnavailableException($"the pages are not whole ({total} said, {given} given)");
    }

    private async Task<(FdaPage Page, string? Next)?> AskAsync(string endpoint, string query, CancellationToken cancellationToken)
    {
        var key = client.Access.Options.ApiKey is { } secret ? $"&api_key={Uri.EscapeDataString(secret)}" : "";
        var answer = await client.GetAsync($"drug/{endpoint}.json?{query}{key}", BodyForm.Json, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound && IsNothingFound(answer.Body)) return null;
        if (!answer.Ok) throw new SourceUnavailableException($"{endpoint} answered {(int)answer.Status}: “{answer.Excerpt}”");
        return (FdaPage.Parse(answer.Body), Next(answer.Header("Link")));
    }

    /// <summary>True for the 404 that means "none"; any other is a wrong address, or some gateway's.</summary>
    public static bool IsNothingFound(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is not null) return false;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.Object && error.At("code") is { ValueKind: JsonValueKind.String } code && code.GetString() == "NOT_FOUND";
    }

    /// <summary>The query of the next page: only that is taken from the link, and no key that it may echo.</summary>
    public static string? Next(string? link)
    {
        if (link is null || NextLink().Match(link) is not { Success: true } found) return null;
        var query = found.Groups[1].Value.Split('?', 2).ElementAtOrDefault(1) ?? throw new SourceUnavailableException("a link to the next page without a query");
        return string.Join('&', query.Split('&').Where(pair => !pair.StartsWith("api_key=", StringComparison.Ordinal)));
    }

    [GeneratedRegex("<([^>]+)>\\s*;\\s*rel=\"?next\"?")]
    private static partial Regex NextLink();
}
