using System.Text.RegularExpressions;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.PubMed;

/// <param name="Reading">A hash of PubMed's translation of the query, but for the days it was asked for; null where none were.</param>
internal sealed record PubMedListed(IReadOnlyList<string> Ids, string? Reading, IReadOnlyList<string> PhrasesNotFound);

/// <summary>
/// Whole id lists. Only the first 9,999 hits of a query can be listed, so a larger one is asked in slices of days,
/// halved until each fits (SPEC.md section 4). A list counts only when it holds as many ids as PubMed says there are.
/// </summary>
internal sealed partial class PubMedListing(SourceClient client)
{
    private const int Reach = 9_999, Comfortable = 9_000, Restarts = 3;

    private static readonly DateOnly Beginning = new(1800, 1, 1);

    public Task<PubMedSearch> CountAsync(string query, CancellationToken cancellationToken) => SearchAsync(query, 0, cancellationToken);

    public async Task<PubMedListed> AllAsync(string query, CancellationToken cancellationToken)
    {
        var first = await SearchAsync(query, Reach, cancellationToken);
        if (first.Count <= Comfortable) return Whole(first);
        for (var attempt = 1; ; attempt++)
        {
            var ids = new HashSet<string>();
            await SliceAsync(query, "CRDT", Beginning, null, ids, cancellationToken);
            if (ids.Count == first.Count) return new([.. ids], null, first.PhrasesNotFound);
            if (attempt == Restarts) throw new SourceUnavailableException($"its total changed while it was listed ({first.Count} said, {ids.Count} listed)");
            first = await SearchAsync(query, 0, cancellationToken);
        }
    }

    public async Task<PubMedListed> DuringAsync(string query, string field, DateOnly from, DateOnly? to, CancellationToken cancellationToken)
    {
        var first = await SearchAsync($"{query} AND {PubMedQuery.During(field, from, to)}", Reach, cancellationToken);
        if (first.Count <= Comfortable) return Whole(first) with { Reading = Reading(first) };
        var ids = new HashSet<string>();
        await SliceAsync(query, field, from, to, ids, cancellationToken);
        if (ids.Count != first.Count) throw new SourceUnavailableException($"its total changed while it was listed ({first.Count} said, {ids.Count} listed)");
        return new([.. ids], Reading(first), first.PhrasesNotFound);
    }

    private async Task SliceAsync(string query, string field, DateOnly from, DateOnly? to, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var during = $"{query} AND {PubMedQuery.During(field, from, to)}";
        var answer = await SearchAsync(during, Reach, cancellationToken);
        if (answer.Count <= Comfortable)
        {
            ids.UnionWith(Whole(answer).Ids);
        }
        else if (from != to)
        {
            // An open end is taken to be no later than 2100: future days hold nothing and cost a request or two.
            var last = to ?? new DateOnly(2100, 1, 1);
            var middle = from.AddDays((last.DayNumber - from.DayNumber) / 2);
            await SliceAsync(query, field, from, middle, ids, cancellationToken);
            await SliceAsync(query, field, middle.AddDays(1), last, ids, cancellationToken);
        }
        else if (field != "CRDT")
        {
            // A day on which the library touched more records than can be listed (the yearly MeSH conversion): by day of entry.
            await SliceAsync(during, "CRDT", Beginning, null, ids, cancellationToken);
        }
        else
        {
            throw new SourceUnavailableException($"more than {Reach:N0} records on {from:d MMM yyyy}, which cannot be listed");
        }
    }

    private async Task<PubMedSearch> SearchAsync(string term, int most, CancellationToken cancellationToken)
    {
        var fields = $"db=pubmed&retmode=json&retmax={most}&term={Uri.EscapeDataString(term)}{PubMedFetch.Identity(client.Access)}";
        var answer = await PubMedFetch.AskAsync(client, "esearch.fcgi", fields, BodyForm.Json, cancellationToken);
        return PubMedSearch.Parse(answer.Body);
    }

    private static PubMedListed Whole(PubMedSearch answer)
    {
        var distinct = answer.Ids.Distinct().ToList();
        if (distinct.Count != answer.Count) throw new SourceUnavailableException($"the list is not whole ({answer.Count} said, {distinct.Count} listed)");
        return new(distinct, null, answer.PhrasesNotFound);
    }

    private static string? Reading(PubMedSearch answer) => answer.Translation.Length == 0 ? null : Fingerprints.OfText(Days().Replace(answer.Translation, ""));

    [GeneratedRegex("[0-9]{4}(/[0-9]{2}){0,2}")]
    private static partial Regex Days();
}
