using System.Net;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Crossref;

/// <summary>Works by DOI, many in one request. A DOI that Crossref does not know is silently absent: it may be another agency's.</summary>
internal sealed class CrossrefWorks(SourceClient client)
{
    private const int Most = 40, LongestFilter = 3000;

    private static readonly string[] Fields = ["DOI", "title", "type", "updated-by", "update-to", "relation"];

    // That updated-by may be selected is unconfirmed: where a selection is refused, whole works are read.
    private volatile string _select = $"&select={string.Join(',', Fields)}";

    /// <summary>Batches whose addresses stay short; a DOI with a comma, which parts the filters, goes alone.</summary>
    public static IEnumerable<IReadOnlyList<string>> Batches(IEnumerable<string> dois)
    {
        var batch = new List<string>();
        var length = 0;
        foreach (var doi in dois)
        {
            if (doi.Contains(','))
            {
                yield return [doi];
                continue;
            }
            var own = Uri.EscapeDataString(doi).Length + 7;
            if (batch.Count == Most || length + own > LongestFilter)
            {
                yield return batch;
                (batch, length) = ([], 0);
            }
            batch.Add(doi);
            length += own;
        }
        if (batch.Count > 0) yield return batch;
    }

    public async Task<CrossrefAnswer> ReadAsync(IReadOnlyList<string> dois, CancellationToken cancellationToken)
    {
        var answer = dois is [var one] ? await OneAsync(one, cancellationToken) : await SeveralAsync(dois, cancellationToken);
        var asked = dois.ToHashSet();
        if (answer.Ids.FirstOrDefault(id => !asked.Contains(id)) is { } stranger) throw new SourceUnavailableException($"the answer holds {stranger}, which was not asked for");
        if (answer.Ids.Distinct().Count() != answer.Ids.Count()) throw new SourceUnavailableException("the answer holds a work twice");
        return answer;
    }

    private async Task<CrossrefAnswer> OneAsync(string doi, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"works/{Uri.EscapeDataString(doi)}{Identity('?')}", BodyForm.Json, cancellationToken);
        // "Resource not found." in plain text, whatever its label; a web page is some gateway's, and proves nothing.
        if (answer.Status == HttpStatusCode.NotFound && answer.Excerpt.StartsWith("Resource not found", StringComparison.OrdinalIgnoreCase)) return new([], []);
        return answer.Ok ? CrossrefAnswer.Parse(answer.Body) : throw Refused(answer);
    }

    private async Task<CrossrefAnswer> SeveralAsync(IReadOnlyList<string> dois, CancellationToken cancellationToken)
    {
        var address = $"works?filter={string.Join(',', dois.Select(doi => $"doi:{Uri.EscapeDataString(doi)}"))}&rows={dois.Count}{Identity('&')}";
        var answer = await client.GetAsync(address + _select, BodyForm.Json, cancellationToken);
        if (answer.Status == HttpStatusCode.BadRequest && _select.Length > 0 && answer.Excerpt.Contains("select", StringComparison.OrdinalIgnoreCase))
        {
            _select = "";
            answer = await client.GetAsync(address, BodyForm.Json, cancellationToken);
        }
        return answer.Ok ? CrossrefAnswer.Parse(answer.Body) : throw Refused(answer);
    }

    private string Identity(char separator) => client.Access.Contact is { } contact ? $"{separator}mailto={Uri.EscapeDataString(contact)}" : "";

    private static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
