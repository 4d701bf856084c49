using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.EuropePmc;

/// <summary>
/// Europe PMC for what PubMed does not have: preprints, patents, papers in PMC only. New records are found by the day they
/// were first indexed, changed ones by the day of their last update, and all are read again once a week for links that
/// appear without one.
/// </summary>
internal sealed class EuropePmcSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("europepmc");

    public const string PublicUrl = "https://www.ebi.ac.uk/europepmc/webservices/rest/";

    private readonly EuropePmcSearch _search = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Europe PMC",
        Kinds = [RecordKind.Publication, RecordKind.Preprint, RecordKind.Patent],
        Facts = EuropePmcFacts.Table,
        Removal = new() { Absence = "asked for by number, it is missing while others of the same answer are there", Word = "the work names its retraction or withdrawal" },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = record => record.Facts.ContainsKey(EuropePmcFacts.Retraction) ? Severity.High : Severity.Normal,
        Words = EuropePmcWords.Words,
        Credit = "Europe PMC, European Bioinformatics Institute (EMBL-EBI)",
    };

    public string Query(DrugTarget target) => string.Join(" | ", Searches(target));

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        var searches = Searches(question.Target);
        var reading = new EuropePmcReading(_search);
        var during = During(question, today);
        await foreach (var (records, unreadable) in reading.ReadAsync(searches.Select(search => search + during), cancellationToken))
        {
            yield return new() { Records = [.. records.Select(record => EuropePmcLookup.Fetched(question.Target, record))], Unreadable = unreadable };
        }
        var notes = new List<string>();
        if (searches.Count == 0) notes.Add("the target has no name that is safe to search");
        if (reading.Short > 0) notes.Add($"{reading.Short} of the records it announced could not be had");
        yield return new()
        {
            Total = reading.Seen,
            Completed = new(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Listing: question.Everything && client.Access.Options.BaselineYears is null && reading.Short == 0) { Notes = notes },
        };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => new EuropePmcLookup(_search).LookupAsync(question, cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (Searches(target) is not [var search, ..]) return "the target has no name that is safe to search";
        var page = await _search.PageAsync(search, 1, EuropePmcSearch.First, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {page.HitCount:N0} records");
    }

    private IReadOnlyList<string> Searches(DrugTarget target) => EuropePmcQuery.For(target, client.Access.Options.Patents);

    // The source's days are not said to be UTC: a day more than today.
    private string During(SourceQuestion question, DateOnly today)
    {
        var end = today.AddDays(1);
        if (question.Cursor is { } cursor)
        {
            var last = DateOnly.ParseExact(cursor, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return $" AND ({EuropePmcQuery.During("FIRST_IDATE", last.AddDays(-_overlap), end)} OR {EuropePmcQuery.During("UPDATE_DATE", last.AddDays(-2 * _overlap), end)})";
        }
        return client.Access.Options.BaselineYears is { } years ? $" AND {EuropePmcQuery.During("FIRST_IDATE", today.AddYears(-years), end)}" : "";
    }
}
