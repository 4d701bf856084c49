using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Reporter;

/// <summary>
/// NIH RePORTER. A record is one award year of a project. New years are found by the day they were loaded, what changed in
/// known ones by a weekly reading of everything.
/// </summary>
internal sealed class ReporterSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("reporter");

    public const string PublicUrl = "https://api.reporter.nih.gov/v2/";

    private static readonly Match BySearch = new("NIH RePORTER", "search", "NIH RePORTER’s own search");

    // New, renewed, supplemented, transferred; a year that only continues (5) or extends (4) a grant is no news.
    private static readonly HashSet<string> Told = ["1", "2", "3", "7"];

    private readonly ReporterSearch _search = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 14;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "NIH RePORTER",
        Kinds = [RecordKind.Grant],
        Facts = ReporterFacts.Table,
        Removal = new() { Absence = "asked for by application id, it is missing while others of the same answer are there" },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = record => IsTold(record) ? Severity.Normal : null,
        Words = ReporterWords.Words,
        Credit = "NIH RePORTER, U.S. National Institutes of Health",
    };

    public string Query(DrugTarget target) => ReporterQuery.For(target)?.Text ?? "";

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(question.Now.UtcDateTime);
        var cursor = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (ReporterQuery.For(question.Target) is not { } query)
        {
            yield return new() { Total = 0, Completed = new(cursor, Listing: question.Everything) { Notes = ["the target has no name that is safe to search"] } };
            yield break;
        }
        query = Since(question, query, today);
        var (total, continued) = (0, 0);
        await foreach (var page in _search.AllAsync(query, today.Year, cancellationToken))
        {
            total = page.Total;
            continued += page.Records.Count(record => !IsTold(record));
            yield return new() { Records = [.. page.Records.Select(record => Fetched(question.Target, record))], Unreadable = page.Unreadable, Total = total };
        }
        yield return new()
        {
            Total = total,
            Completed = new(cursor, Listing: query.From is null) { Notes = !question.Everything && continued > 0 ? [$"{continued} award years only continue a grant"] : [] },
        };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        var absent = new List<string>();
        foreach (var batch in question.Ids.Where(ReporterProject.IsId).Chunk(100))
        {
            if (await _search.ByIdAsync([.. batch, .. question.Witnesses.Except(batch)], cancellationToken) is not { } page) continue;
            found.AddRange(page.Records.Where(record => batch.Contains(record.Id)).Select(record => Fetched(question.Target, record)));
            unreadable.AddRange(page.Unreadable.Where(record => batch.Contains(record.Id)));
            // Nothing at all proves nothing.
            if (page.Ids.Any()) absent.AddRange(batch.Except(page.Ids));
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (ReporterQuery.For(target) is not { } query) return "the target has no name that is safe to search";
        var page = await _search.PageAsync(query, 0, 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {page.Total:N0} award years");
    }

    // Projects of which the number does not begin with a type are told: better once too often.
    private static bool IsTold(SourceRecord record) => !record.Facts.ContainsKey(ReporterFacts.Type) || Told.Contains(record.Fact(ReporterFacts.Type));

    private static FetchedRecord Fetched(DrugTarget target, SourceRecord record) =>
        new(record, TargetMatcher.Matches(target, record) is { Count: > 0 } matches ? matches : [BySearch]);

    private ReporterQuery Since(SourceQuestion question, ReporterQuery query, DateOnly today)
    {
        var from = question.Cursor is { } cursor ? DateOnly.ParseExact(cursor, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-_overlap)
            : client.Access.Options.BaselineYears is { } years ? today.AddYears(-years) : (DateOnly?)null;
        return from is null ? query : query with { From = from, To = today.AddDays(1) };
    }
}
