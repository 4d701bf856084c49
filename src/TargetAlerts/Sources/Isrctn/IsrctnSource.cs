using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>
/// The ISRCTN registry. What was edited since the cursor is asked for by lastEdited, which is a true edit time; the registry
/// does not page, so an answer that would be too large is asked for in shorter spans of it. Everything is read again once a
/// month, so that a record that is gone is missed.
/// </summary>
internal sealed class IsrctnSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("isrctn");

    public const string PublicUrl = "https://www.isrctn.com/api/";

    // The registry's first trials are of 2000; an edit time lies somewhat ahead where clocks differ.
    private static readonly DateTimeOffset Opening = new(1995, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IsrctnSearch _search = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 7;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "ISRCTN",
        Kinds = [RecordKind.Trial],
        Facts = IsrctnFacts.Table,
        Removal = new() { Absence = "asked for by number, it is missing while others of the same answer are there" },
        RereadEvery = TimeSpan.FromDays(30),
        Newcomer = _ => Severity.High,
        Words = IsrctnWords.Words,
        Credit = "ISRCTN registry, BioMed Central",
    };

    public string Query(DrugTarget target) => IsrctnQuery.For(target);

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = IsrctnQuery.For(question.Target);
        if (query.Length == 0)
        {
            yield return new() { Completed = new(question.Cursor ?? Day(Opening), Listing: false) { Notes = [$"{question.Target.Symbol} has no name or drug to search for"] } };
            yield break;
        }
        var from = From(question);
        var latest = question.Cursor is { } cursor ? Instant(cursor) : Opening;
        var given = new HashSet<string>();
        int? total = null;
        // A short window is asked for at once; everything is counted first, and cut into spans that fit.
        await foreach (var (answer, whole) in _search.SpansAsync(query, from, question.Now.AddDays(2), sized: question.Everything, cancellationToken))
        {
            total ??= whole;
            foreach (var edited in answer.Edited) latest = edited > latest ? edited : latest;
            // What is edited while the spans are read comes again in a later one, as it is then.
            yield return new()
            {
                Records = [.. answer.Records.Where(record => given.Add(record.Id)).Select(record => IsrctnMatches.Fetched(question.Target, record))],
                Unreadable = [.. answer.Unreadable.Where(record => given.Add(record.Id))],
                Total = total,
            };
        }
        if (given.Count != total) throw new SourceUnavailableException($"the spans are not whole ({total} said, {given.Count} given)");
        // An edit in the future is nobody's; the cursor stays where edits can still come.
        if (latest > question.Now) latest = question.Now;
        yield return new() { Total = total, Completed = new(Day(latest), Listing: question.Everything && client.Access.Options.BaselineYears is null) };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => new IsrctnLookup(_search).LookupAsync(question, cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (IsrctnQuery.For(target) is not { Length: > 0 } query) return $"{target.Symbol} has no name or drug to search for";
        var answer = await _search.AskAsync(query, 0, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {answer.Total:N0} trials");
    }

    private DateTimeOffset From(SourceQuestion question) => question.Cursor is { } cursor ? Instant(cursor).AddDays(-_overlap)
        : client.Access.Options.BaselineYears is { } years ? question.Now.AddYears(-years) : Opening;

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string day) => DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
