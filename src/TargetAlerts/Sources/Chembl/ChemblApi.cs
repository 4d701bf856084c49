using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Chembl;

/// <summary>One page of a resource: its items, how many the whole answer has, and how many a page may hold.</summary>
internal sealed record ChemblPage(IReadOnlyList<JsonElement> Items, int Total, int Limit)
{
    /// <exception cref="SourceUnavailableException">No page_meta, no list, or another number of items than said.</exception>
    public static ChemblPage Parse(byte[] body, string collection)
    {
        if (BodyForms.Fault(body, BodyForm.Json) is { } fault) throw new SourceUnavailableException(fault);
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new SourceUnavailableException("the answer is not as documented (no object)");
        if (root.TryGetProperty("error_message", out var error) || root.TryGetProperty("error", out error)) throw new SourceUnavailableException($"the question was refused: “{PlainText.Shorten(PlainText.Clean(error.ToString()), 160)}”");
        if (!root.TryGetProperty(collection, out var list) || list.ValueKind != JsonValueKind.Array) throw new SourceUnavailableException($"the answer is not as documented (no {collection})");
        var (total, limit, offset) = (Number(root, "total_count"), Number(root, "limit"), Number(root, "offset"));
        var items = list.Clone().EnumerateArray().ToList();
        var due = Math.Min(limit, Math.Max(0, total - offset));
        return items.Count == due ? new(items, total, limit) : throw new SourceUnavailableException($"a page is not whole ({due} of {collection} said, {items.Count} given)");
    }

    private static int Number(JsonElement root, string name) =>
        root.At("page_meta", name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) && count >= 0
            ? count : throw new SourceUnavailableException($"the answer is not as documented (no {name})");
}

/// <summary>Asks ChEMBL's resources.</summary>
internal sealed class ChemblApi(SourceClient client)
{
    public const int Most = 1000;

    /// <summary>Ids asked for at once; the address stays below 2,000 characters.</summary>
    public const int Batch = 100;

    public async Task<ChemblPage> PageAsync(string resource, string collection, string query, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(resource, query, cancellationToken);
        return answer.Ok ? ChemblPage.Parse(answer.Body, collection) : throw Refused(answer);
    }

    /// <summary>All items of a small answer, each once, in the order of a key: without an order chunks have overlapped.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string resource, string collection, string filter, string key, CancellationToken cancellationToken) =>
        await PagedAsync(resource, collection, filter, key, Refused, cancellationToken) ?? [];

    /// <summary>The same for what can be done without: null where the resource or its filter is refused.</summary>
    public Task<IReadOnlyList<JsonElement>?> TryListAsync(string resource, string collection, string filter, string key, CancellationToken cancellationToken) =>
        PagedAsync(resource, collection, filter, key, _ => null, cancellationToken);

    public static SourceUnavailableException Refused(SourceAnswer answer) =>
        new($"the source answered {(int)answer.Status}{(answer.ContentType == "text/html" ? "" : $": “{answer.Excerpt}”")}");

    private async Task<IReadOnlyList<JsonElement>?> PagedAsync(string resource, string collection, string filter, string key, Func<SourceAnswer, Exception?> refused, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var keys = new HashSet<string>();
        int? total = null;
        // Only what needs a second page needs an order: not every resource is known to take one.
        var order = "";
        do
        {
            var answer = await AskAsync(resource, $"{filter}&limit={Most}{order}", cancellationToken);
            if (!answer.Ok) return refused(answer) is { } error ? throw error : null;
            var page = ChemblPage.Parse(answer.Body, collection);
            total ??= page.Total;
            if (page.Total != total) throw new SourceUnavailableException($"the total of its {collection} changed while they were paged ({total}, then {page.Total})");
            if (page.Items.Count == 0 && items.Count < total) throw new SourceUnavailableException($"an empty page of {collection} in the middle");
            if (order.Length > 0 || page.Items.Count == total) Take(page);
            order = $"&order_by={key}&offset={items.Count}";
        }
        while (items.Count < total);
        return items;

        void Take(ChemblPage page)
        {
            foreach (var item in page.Items)
            {
                if (!keys.Add(item.At(key).Text(40))) throw new SourceUnavailableException($"one of its {collection} came twice");
                items.Add(item);
            }
        }
    }

    private Task<SourceAnswer> AskAsync(string resource, string query, CancellationToken cancellationToken) =>
        client.GetAsync($"{resource}.json?{query}", BodyForm.Json, cancellationToken);
}
