using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Crossref;

/// <summary>
/// Crossref finds nothing: it is asked what became of the works that other sources found. Each is a record from the first
/// time it is asked for, so that its first notice is a change. A few are asked at each check, many in turn within a week.
/// </summary>
internal sealed class CrossrefSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("crossref");

    public const string PublicUrl = "https://api.crossref.org/";

    /// <summary>So many works are asked for at every check.</summary>
    internal const int Few = 400;

    private const int RotationDays = 7, RecentDays = 14;

    private readonly CrossrefWorks _works = new(client);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "Crossref",
        Kinds = [RecordKind.Publication, RecordKind.Preprint],
        Facts = CrossrefFacts.Table,
        Removal = new() { Word = "the publisher gives notice of a retraction or withdrawal" },
        // That a known work has a DOI is no news; its notices are.
        Newcomer = _ => null,
        Words = CrossrefWords.Words,
        Credit = "Crossref, with Retraction Watch data",
    };

    // The same for every target: what is asked follows from what the other sources found.
    public string Query(DrugTarget target) => "doi of known works";

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        var last = question.Cursor is { } cursor ? DateOnly.ParseExact(cursor, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null;
        var recent = (last ?? today).AddDays(-RecentDays);
        var due = await DueAsync(question, last is { } day ? today.DayNumber - day.DayNumber : RotationDays, today, cancellationToken);
        foreach (var batch in CrossrefWorks.Batches(due))
        {
            var answer = await _works.ReadAsync(batch, cancellationToken);
            var known = await question.Known.WhichAsync(batch, cancellationToken);
            if (known.Count > 0 && !answer.Ids.Any(known.Contains)) throw new SourceUnavailableException($"none of {known.Count} works that it knew came");
            yield return new()
            {
                // What was retracted or corrected long before it came here is no news.
                Records = [.. answer.Records.Select(record => Fetched(question.Target, record) with { Backlog = !(record.Dated >= recent) })],
                Unreadable = answer.Unreadable,
                Total = due.Count,
            };
        }
        yield return new()
        {
            Total = due.Count,
            Completed = new(today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Listing: false) { Notes = due.Count == 0 && question.Everything ? ["no work with a DOI is known yet"] : [] },
        };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var batch in CrossrefWorks.Batches(question.Ids))
        {
            var answer = await _works.ReadAsync(batch, cancellationToken);
            found.AddRange(answer.Records.Select(record => Fetched(question.Target, record)));
            unreadable.AddRange(answer.Unreadable);
        }
        return new() { Found = found, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        // The Crossref's own test work (www.crossref.org/documentation).
        var answer = await _works.ReadAsync(["10.5555/12345678"], cancellationToken);
        return answer.Records.Count > 0 ? "answers" : "answers; its test work is not there";
    }

    private static FetchedRecord Fetched(DrugTarget target, SourceRecord record) => new(record, [new Match(record.Id, "identifier", "DOI"), .. TargetMatcher.Matches(target, record)]);

    private static async Task<IReadOnlyList<string>> DueAsync(SourceQuestion question, int days, DateOnly today, CancellationToken cancellationToken)
    {
        var (all, turn) = (new List<string>(), new List<string>());
        await foreach (var doi in question.Known.IdentifiersAsync("doi", cancellationToken))
        {
            if (Dois.Read(doi) != doi) continue;
            if (all.Count <= Few) all.Add(doi);
            if ((today.DayNumber + Place(doi)) % RotationDays < days) turn.Add(doi);
        }
        return all.Count <= Few ? all : turn;
    }

    private static int Place(string doi) => Convert.ToInt32(Fingerprints.OfText(doi)[..6], 16);
}
