using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>Asks /search, or /searchPOST where the address would grow too long.</summary>
internal sealed class EuropePmcSearch(SourceClient client)
{
    public const string First = "*";

    private const int Tries = 5, LongestAddress = 6000;

    public async Task<EuropePmcPage> PageAsync(string query, int size, string mark, CancellationToken cancellationToken)
    {
        // No sort: an unknown one gives an empty envelope (SPEC.md section 4). The mark is escaped once.
        var fields = $"query={Uri.EscapeDataString(query)}&resultType=core&format=json&synonym=false&pageSize={size}&cursorMark={Uri.EscapeDataString(mark)}"
            + (client.Access.Contact is { } contact ? $"&email={Uri.EscapeDataString(contact)}" : "");
        for (var attempt = 1; ; attempt++)
        {
            var answer = fields.Length > LongestAddress
                ? await client.PostAsync("searchPOST", fields, BodyForm.Json, cancellationToken)
                : await client.GetAsync($"search?{fields}", BodyForm.Json, cancellationToken);
            if (!answer.Ok) throw new SourceUnavailableException($"the search answered {(int)answer.Status}: “{answer.Excerpt}”");
            if (EuropePmcPage.Parse(answer.Body) is { } page) return page;
            if (attempt == Tries) throw new SourceUnavailableException($"the answer held no results, {Tries} times in a row");
        }
    }
}
