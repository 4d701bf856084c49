using System.Net;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>Trials by number. A 404 for the number itself is the proof of absence, a 301 names the surviving record.</summary>
internal sealed class TrialLookup(SourceClient client, TrialSearch search)
{
    private const int Batch = 100;

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();
        var merged = new Dictionary<string, string>();
        foreach (var batch in question.Ids.Chunk(Batch))
        {
            var open = batch.ToHashSet();
            Take(await ListAsync(batch, cancellationToken));
            foreach (var id in open.ToList())
            {
                var answer = await search.AskAsync($"studies/{id}", cancellationToken);
                if (answer.Status == HttpStatusCode.NotFound) absent.Add(IsWord(answer) ? id : throw TrialSearch.Refused(answer));
                else if ((int)answer.Status is >= 300 and < 400) merged[id] = Survivor(answer);
                else if (!answer.Ok) throw TrialSearch.Refused(answer);
                else if (TrialPage.Parse(answer.Body) is var page && page.Ids.Contains(id)) Take(page);
                else merged[id] = page.Ids.FirstOrDefault() ?? throw new SourceUnavailableException($"{id} was asked for and something else answered");
            }

            void Take(TrialPage? page)
            {
                if (page is null) return;
                found.AddRange(page.Records.Where(record => open.Remove(record.Id)).Select(record => TrialMatches.Fetched(question.Target, record)));
                unreadable.AddRange(page.Unreadable.Where(record => open.Remove(record.Id)));
            }
        }
        return new() { Found = found, Absent = absent, Merged = merged, Unreadable = unreadable };
    }

    // One bad number fails a whole list with 400: then each is asked for alone (SPEC.md, "Limits and errors").
    private async Task<TrialPage?> ListAsync(string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 1) return null;
        var answer = await search.AskAsync($"studies?filter.ids={string.Join("%2C", ids)}&pageSize={Batch}", cancellationToken);
        return answer.Ok ? TrialPage.Parse(answer.Body) : answer.Status == HttpStatusCode.BadRequest ? null : throw TrialSearch.Refused(answer);
    }

    // The registry says "not found" in plain text; a web page is some gateway's, and proves nothing.
    private static bool IsWord(SourceAnswer answer) => answer.ContentType != "text/html" && !answer.Body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    private string Survivor(SourceAnswer answer)
    {
        var address = answer.Location is { } location ? new Uri(client.Access.BaseUrl, location) : null;
        var id = address?.Segments[^1].Trim('/') ?? "";
        return TrialPage.IsNct(id) ? id : throw new SourceUnavailableException("a redirect that names no trial");
    }
}
