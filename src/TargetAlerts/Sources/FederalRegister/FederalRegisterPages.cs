using System.Runtime.CompilerServices;
using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.FederalRegister;

/// <summary>One page of a search.</summary>
internal sealed record DocumentPage(IReadOnlyList<JsonElement> Rows, int Count, string Next)
{
    /// <exception cref="SourceUnavailableException">No count, or no results although there are some.</exception>
    public static DocumentPage Parse(byte[] body)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement.Clone();
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (root.TryGetProperty("errors", out var errors)) throw new SourceUnavailableException($"the search was refused: “{PlainText.Shorten(PlainText.Clean(errors.ToString()), 160)}”");
        if (root.At("count") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var count) || count < 0) throw new SourceUnavailableException("the answer tells no count");
        // Where nothing is found the results are missing altogether.
        if (root.At("results").ValueKind != JsonValueKind.Array && (count > 0 || root.TryGetProperty("results", out _))) throw new SourceUnavailableException("the answer is not as documented (no results)");
        return new([.. root.At("results").Items()], count, root.At("next_page_url").Text(8000));
    }
}

/// <summary>Reads a range of days whole, along the links to the next page as they are given (SPEC.md, "Paging").</summary>
internal sealed class FederalRegisterPages(SourceClient client)
{
    private const int PageSize = 1000;

    // The count itself stops here.
    private const int Cap = 10_000;

    public async Task<DocumentPage> OneAsync(string address, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(address, BodyForm.Json, cancellationToken);
        return answer.Ok ? DocumentPage.Parse(answer.Body) : throw new SourceUnavailableException($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
    }

    public async IAsyncEnumerable<IReadOnlyList<FederalDocument>> RangeAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = await OneAsync($"documents.json?{FederalRegisterQuery.Range(from, to, PageSize)}", cancellationToken);
        if (page.Count >= Cap && from < to)
        {
            var middle = from.AddDays((to.DayNumber - from.DayNumber) / 2);
            await foreach (var part in RangeAsync(from, middle, cancellationToken)) yield return part;
            await foreach (var part in RangeAsync(middle.AddDays(1), to, cancellationToken)) yield return part;
            yield break;
        }
        var (count, seen) = (page.Count, new HashSet<string>());
        while (true)
        {
            var documents = page.Rows.Select(FederalDocument.Read).ToList();
            if (page.Count != count) throw new SourceUnavailableException($"its total changed while it was paged ({count}, then {page.Count})");
            if (documents.Any(document => !seen.Add(document.Id))) throw new SourceUnavailableException("a page came twice");
            if (documents.FirstOrDefault(document => document.Published < from || document.Published > to || !document.IsOf(FederalRegisterQuery.Agencies)) is { } foreign)
            {
                throw new SourceUnavailableException($"{foreign.Id} was not asked for: the conditions were dropped");
            }
            yield return documents;
            if (page.Next.Length == 0) break;
            if (documents.Count == 0) throw new SourceUnavailableException("an empty page in the middle");
            page = await OneAsync(Address(page.Next), cancellationToken);
        }
        if (seen.Count != count) throw new SourceUnavailableException($"the pages are not whole ({count} said, {seen.Count} given)");
    }

    // Of the link only the search is taken: where it goes is set.
    private static string Address(string next) => next.Split('?', 2) is [var path, var query] && path.TrimEnd('/').Split('/')[^1] is "documents" or "documents.json"
        ? $"{next.Split('?')[0].TrimEnd('/').Split('/')[^1]}?{query}"
        : throw new SourceUnavailableException("the link to the next page is not as documented");
}
