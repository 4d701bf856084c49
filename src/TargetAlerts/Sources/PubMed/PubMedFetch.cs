using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.PubMed;

/// <summary>Records by PMID. What does not come is asked once more beside ids known to exist; only then is it absent.</summary>
internal sealed class PubMedFetch(SourceClient client)
{
    private static readonly Match BySearch = new("PubMed", "search", "PubMed’s own search");

    /// <param name="witnesses">Ids that exist, for the proof that an empty answer is the record's fault and not the source's.</param>
    public async Task<FetchPage> PageAsync(DrugTarget target, IReadOnlyList<string> ids, IReadOnlyList<string> witnesses, CancellationToken cancellationToken)
    {
        var first = await AskAsync(ids, cancellationToken);
        var records = first.Records.ToDictionary(record => record.Id);
        var unreadable = first.Unreadable.ToDictionary(record => record.Id);
        List<string> missing = [.. ids.Where(id => !records.ContainsKey(id) && !unreadable.ContainsKey(id))];
        if (missing.Count > 0)
        {
            string[] present = [.. records.Keys.Take(2).Concat(witnesses.Except(missing)).Distinct().Take(3)];
            var again = await AskAsync([.. missing, .. present], cancellationToken);
            if (!again.Records.Any(record => present.Contains(record.Id)))
            {
                throw new SourceUnavailableException($"{missing.Count} of {ids.Count} records asked for did not come");
            }
            foreach (var record in again.Records.Where(record => missing.Contains(record.Id))) records.TryAdd(record.Id, record);
            foreach (var record in again.Unreadable.Where(record => missing.Contains(record.Id))) unreadable.TryAdd(record.Id, record);
            missing.RemoveAll(id => records.ContainsKey(id) || unreadable.ContainsKey(id));
        }
        return new()
        {
            Records = [.. records.Values.Select(record => new FetchedRecord(record, Matches(target, record)))],
            Unreadable = [.. unreadable.Values],
            Absent = missing,
        };
    }

    /// <summary>Who asks, as NCBI wants to know it with every request (SPEC.md section 8).</summary>
    public static string Identity(SourceAccess access) =>
        "&tool=TargetAlerts"
        + (access.Contact is { } contact ? $"&email={Uri.EscapeDataString(contact)}" : "")
        + (access.Options.ApiKey is { } key ? $"&api_key={Uri.EscapeDataString(key)}" : "");

    /// <summary>GET, or POST where the address would grow too long (SPEC.md section 9, 414).</summary>
    public static async Task<SourceAnswer> AskAsync(SourceClient client, string endpoint, string fields, BodyForm form, CancellationToken cancellationToken)
    {
        var answer = fields.Length > 1900
            ? await client.PostAsync(endpoint, fields, form, cancellationToken)
            : await client.GetAsync($"{endpoint}?{fields}", form, cancellationToken);
        return answer.Ok ? answer : throw new SourceUnavailableException($"{endpoint} answered {(int)answer.Status}: “{answer.Excerpt}”");
    }

    private async Task<PubMedArticles> AskAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(client, "efetch.fcgi", $"db=pubmed&retmode=xml&id={string.Join(',', ids)}{Identity(client.Access)}", BodyForm.Xml, cancellationToken);
        var articles = PubMedArticles.Parse(answer.Body);
        var asked = ids.ToHashSet();
        if (articles.Records.FirstOrDefault(record => !asked.Contains(record.Id)) is { } stranger) throw new SourceUnavailableException($"the answer holds PMID {stranger.Id}, which was not asked for");
        if (articles.Records.Select(record => record.Id).Distinct().Count() != articles.Records.Count) throw new SourceUnavailableException("the answer holds a record twice");
        return articles;
    }

    private static IReadOnlyList<Match> Matches(DrugTarget target, SourceRecord record) =>
        TargetMatcher.Matches(target, record) is { Count: > 0 } matches ? matches : [BySearch];
}
