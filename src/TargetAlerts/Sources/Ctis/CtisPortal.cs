using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Ctis;

/// <summary>The two addresses of the portal: its search, paged, and the whole of one trial.</summary>
internal sealed class CtisPortal(SourceClient client)
{
    private const int Size = 100, Most = 10_000;

    public async IAsyncEnumerable<CtisRow> ListAsync(CtisCriterion criterion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        int? total = null;
        for (var at = 1; ; at++)
        {
            var page = await PageAsync(criterion, at, Size, cancellationToken);
            if (page.Total > Most) throw new SourceUnavailableException($"“{criterion.Words}” finds {page.Total} trials, and no more than {Most} can be read");
            if ((total ??= page.Total) != page.Total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {page.Total})");
            foreach (var row in page.Rows)
            {
                if (!seen.Add(row.Number)) throw new SourceUnavailableException("a page came twice");
                yield return row;
            }
            if (seen.Count == total && !page.More) yield break;
            if (page.Rows.Count == 0 || !page.More) throw new SourceUnavailableException($"the pages are not whole ({total} said, {seen.Count} given)");
        }
    }

    public async Task<CtisPage> PageAsync(CtisCriterion criterion, int page, int size, CancellationToken cancellationToken)
    {
        // Without sort or criteria the portal's answer is broken (SPEC.md, "Search body").
        var body = new JsonObject
        {
            ["pagination"] = new JsonObject { ["page"] = page, ["size"] = size },
            ["sort"] = new JsonObject { ["property"] = "decisionDate", ["direction"] = "DESC" },
            ["searchCriteria"] = new JsonObject { [criterion.Name] = criterion.Words },
        };
        using var request = Ask(HttpMethod.Post, "search");
        request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        var answer = await client.SendAsync(request, BodyForm.Json, cancellationToken);
        return answer.Ok ? CtisPage.Parse(answer.Body, page) : throw Refused(answer);
    }

    /// <summary>The numbers of other registries in a trial's details; null where the portal has no details of it.</summary>
    public async Task<IReadOnlyList<string>?> OtherNumbersAsync(string number, CancellationToken cancellationToken)
    {
        using var details = await RetrieveAsync(number, cancellationToken);
        return details is null ? null : CtisNumbers.Of(details.RootElement);
    }

    /// <summary>The whole of a trial; null where the portal says that there is none: 200 with an empty object, or 404.</summary>
    public async Task<JsonDocument?> RetrieveAsync(string number, CancellationToken cancellationToken)
    {
        using var request = Ask(HttpMethod.Get, $"retrieve/{number}");
        var answer = await client.SendAsync(request, BodyForm.Json, cancellationToken);
        // A page for people is some gateway's, and proves nothing.
        if (answer.Status == HttpStatusCode.NotFound && answer.ContentType != "text/html") return null;
        if (!answer.Ok) throw Refused(answer);
        var document = JsonDocument.Parse(answer.Body);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            if (!document.RootElement.EnumerateObject().Any())
            {
                document.Dispose();
                return null;
            }
            if (document.RootElement.TryGetProperty("ctNumber", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() == number) return document;
        }
        document.Dispose();
        throw new SourceUnavailableException($"{number} was asked for and something else answered");
    }

    private HttpRequestMessage Ask(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(client.Access.BaseUrl, path));
        request.Headers.TryAddWithoutValidation("User-Agent", client.Access.CompatibleAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }

    private static SourceUnavailableException Refused(SourceAnswer answer) => new($"the source answered {(int)answer.Status}: “{answer.Excerpt}”");
}
