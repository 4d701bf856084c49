using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>
/// ClinicalTrials.gov, API v2. Versions posted since the cursor are found by LastUpdatePostDate; what changes without a
/// new date (a status set to unknown by the registry) and what is gone is found by a weekly reading of everything.
/// The data's timestamp is the gate: one request for all targets on a day without news.
/// </summary>
internal sealed class ClinicalTrialsSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("clinicaltrials");

    public const string PublicUrl = "https://clinicaltrials.gov/api/v2/";

    private const int Restarts = 3;

    // Nothing was posted before the registry opened.
    private static readonly DateOnly Opening = new(2000, 1, 1);

    private readonly TrialSearch _search = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "ClinicalTrials.gov",
        Kinds = [RecordKind.Trial],
        Facts = TrialFacts.Table,
        Removal = new() { Absence = "asked for by NCT number, the registry answers “not found”", Word = "the number leads to another trial (merged)" },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = _ => Severity.High,
        Words = TrialWords.Words,
        Credit = "ClinicalTrials.gov, courtesy of the U.S. National Library of Medicine",
    };

    public string Query(DrugTarget target) => string.Join(" | ", TrialQuery.For(target).Select(search => $"{search.Parameter}={search.Expression}"));

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync("version", BodyForm.Json, cancellationToken);
        if (!answer.Ok) throw new SourceUnavailableException($"/version answered {(int)answer.Status}: “{answer.Excerpt}”");
        using var version = JsonDocument.Parse(answer.Body);
        var timestamp = version.RootElement.At("dataTimestamp").Text(40);
        return PartialDate.Parse(timestamp.Split('T')[0]) is { Text.Length: 10 } ? timestamp : throw new SourceUnavailableException("/version tells no dataTimestamp");
    }

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var latest = Opening;
            var restart = false;
            var given = new HashSet<string>();
            await foreach (var page in PagesAsync(question, given, cancellationToken))
            {
                if (page is null)
                {
                    restart = true;
                    break;
                }
                if (page.Value.Latest > latest) latest = page.Value.Latest;
                yield return page.Value.Page;
            }
            if (!restart)
            {
                yield return new() { Total = given.Count, Completed = new(Cursor(question, latest), Listing: question.Everything && client.Access.Options.BaselineYears is null) };
                yield break;
            }
            if (attempt > Restarts) throw new SourceUnavailableException($"its data changed while they were paged, {attempt} times");
            yield return new() { StartOver = true };
        }
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) =>
        new TrialLookup(client, _search).LookupAsync(question, cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        var counts = new List<string>();
        foreach (var (parameter, expression) in TrialQuery.For(target).Take(1))
        {
            var page = await _search.PageAsync($"{parameter}={Uri.EscapeDataString(expression)}&countTotal=true", 1, null, cancellationToken);
            counts.Add(string.Create(CultureInfo.InvariantCulture, $"{parameter} finds {page?.Total ?? 0:N0} trials"));
        }
        return string.Join("; ", counts);
    }

    /// <summary>All pages of all searches; null where the data moved and everything must begin anew.</summary>
    private async IAsyncEnumerable<(FetchPage Page, DateOnly Latest)?> PagesAsync(SourceQuestion question, HashSet<string> given, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (parameter, expression) in TrialQuery.For(question.Target))
        {
            var query = $"{parameter}={Uri.EscapeDataString(expression)}{Since(question)}&sort=LastUpdatePostDate%3Aasc&countTotal=true";
            var seen = new HashSet<string>();
            int? total = null;
            string? token = null;
            do
            {
                var page = await _search.PageAsync(query, TrialSearch.PageSize, token, cancellationToken);
                if (page is null)
                {
                    yield return null;
                    yield break;
                }
                total ??= page.Total ?? throw new SourceUnavailableException("the first page tells no totalCount");
                if (page.Total is { } said && said != total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {said})");
                var before = seen.Count;
                foreach (var id in page.Ids) seen.Add(id);
                if (seen.Count - before != page.Ids.Count()) throw new SourceUnavailableException("a page came twice");
                if (page.NextToken is not null && page.Ids.FirstOrDefault() is null) throw new SourceUnavailableException("an empty page in the middle");
                token = page.NextToken;
                var fresh = page.Records.Where(record => given.Add(record.Id));
                yield return (new FetchPage
                {
                    Records = [.. fresh.Select(record => TrialMatches.Fetched(question.Target, record))],
                    Unreadable = [.. page.Unreadable.Where(record => given.Add(record.Id))],
                    Total = Math.Max(total.Value, given.Count),
                }, page.Latest ?? Opening);
            }
            while (token is not null);
            if (seen.Count != total) throw new SourceUnavailableException($"the pages are not whole ({total} said, {seen.Count} given)");
        }
    }

    private string Since(SourceQuestion question)
    {
        var years = client.Access.Options.BaselineYears;
        var day = question.Cursor is { } cursor ? Day(cursor).AddDays(-_overlap)
            : years is { } depth ? DateOnly.FromDateTime(question.Now.UtcDateTime).AddYears(-depth) : (DateOnly?)null;
        return day is { } from ? $"&filter.advanced={Uri.EscapeDataString(TrialQuery.Since(from))}" : "";
    }

    // Never beyond the latest day seen, nor beyond the data's own timestamp (SPEC.md, "Overlap").
    private static string Cursor(SourceQuestion question, DateOnly latest)
    {
        var cursor = question.Cursor is { } before && Day(before) > latest ? Day(before) : latest;
        if (question.Gate is { } gate && Day(gate.Split('T')[0]) is var stamp && stamp < cursor) cursor = stamp;
        return cursor.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
