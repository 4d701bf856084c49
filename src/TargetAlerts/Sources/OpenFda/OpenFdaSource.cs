using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.OpenFda;

/// <summary>
/// openFDA: approvals (Drugs@FDA), recalls (enforcement reports) and shortages of the drugs that are followed; labels are
/// DailyMed's. An endpoint that was not loaded anew is not read. Approvals and shortages have no date to ask by: all of
/// the drugs' are read and compared; recalls are asked by report day, and all of them once a week, since a recall's
/// status changes without a new one.
/// </summary>
internal sealed class OpenFdaSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("openfda");

    public const string PublicUrl = "https://api.fda.gov/";

    private const int Slice = 50;

    private readonly FdaPages _pages = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 30;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "openFDA",
        Kinds = [RecordKind.Approval, RecordKind.Recall, RecordKind.Shortage],
        Facts = OpenFdaFacts.Table,
        // Releases have lost applications and regained them: at least three daily readings.
        Removal = new() { Absence = "asked for by number, it is missing while others of the same answer are there", Apart = TimeSpan.FromHours(60) },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = OpenFdaFacts.Newcomer,
        Words = OpenFdaWords.Words,
        Credit = "openFDA, U.S. Food and Drug Administration; not for clinical use",
    };

    public string Query(DrugTarget target) => string.Join(" | ", FdaQuery.Endpoints.Select(endpoint => FdaQuery.For(target, endpoint) is { } search ? $"{endpoint}: {search}" : "").Where(part => part.Length > 0));

    public async Task<string?> ReadGateAsync(CancellationToken cancellationToken)
    {
        var loads = new Dictionary<string, string>();
        foreach (var endpoint in FdaQuery.Endpoints)
        {
            var page = await _pages.OneAsync(endpoint, null, 1, cancellationToken) ?? throw new SourceUnavailableException($"{endpoint} says that it is empty");
            if (page.Updated.Length == 0 || page.Updated.Contains(' ')) return null;
            loads[endpoint] = page.Updated;
        }
        return new FdaCursor(loads, null).ToString();
    }

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (before, gate) = (FdaCursor.Read(question.Cursor), FdaCursor.Read(question.Gate));
        var reported = before.Reported;
        var given = 0;
        foreach (var endpoint in FdaQuery.Endpoints)
        {
            if (FdaQuery.For(question.Target, endpoint) is not { } search || (!question.Everything && !before.IsNews(gate, endpoint))) continue;
            if (endpoint == FdaQuery.Applications)
            {
                var seen = new HashSet<string>();
                await foreach (var page in _pages.AllAsync(endpoint, search, cancellationToken))
                {
                    var fetched = Read(question.Target, page.Rows.Select(Applications.Record));
                    if (page.Rows.Any(row => !seen.Add(Applications.Number(row)))) throw new SourceUnavailableException("an application came twice");
                    given += fetched.Records.Count;
                    yield return fetched;
                }
                continue;
            }
            var rows = endpoint == FdaQuery.Recalls ? await RecallsAsync(question, search, cancellationToken) : await RowsAsync(endpoint, search, cancellationToken);
            if (endpoint == FdaQuery.Recalls) reported = rows.Select(Recalls.Reported).Append(reported).Max();
            var all = Read(question.Target, endpoint == FdaQuery.Recalls ? Recalls.Records(rows) : Shortages.Records(rows));
            given += all.Records.Count;
            yield return all;
        }
        yield return new()
        {
            Total = given,
            Completed = new(new FdaCursor(gate.Loads, reported).ToString(), Listing: question.Everything)
            {
                Notes = FdaQuery.For(question.Target, FdaQuery.Applications) is null ? [$"{question.Target.Symbol} has no followed drugs, by which openFDA is asked"] : [],
            },
        };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var found = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var slice in question.Ids.Where(Applications.IsNumber).Chunk(Slice))
        {
            // What stands in a page that also lacks the known ones proves nothing.
            string[] witnesses = [.. question.Witnesses.Where(Applications.IsNumber)];
            var rows = await RowsAsync(FdaQuery.Applications, $"({FdaQuery.Among("application_number", slice.Concat(witnesses).Distinct())})", cancellationToken);
            if (witnesses.Length > 0 && !rows.Any(row => witnesses.Contains(Applications.Number(row)))) throw new SourceUnavailableException("applications that are known did not come either");
            Take(rows.Where(row => slice.Contains(Applications.Number(row))).Select(Applications.Record));
        }
        if (FdaQuery.For(question.Target, FdaQuery.Recalls) is { } search)
        {
            foreach (var slice in question.Ids.Select(Recalls.Event).Where(id => id is not null).Chunk(Slice))
            {
                Take(Recalls.Records(await RowsAsync(FdaQuery.Recalls, $"({search} AND {FdaQuery.Among("event_id", slice!)})", cancellationToken)));
            }
        }
        if (question.Ids.Any(Shortages.IsId) && FdaQuery.For(question.Target, FdaQuery.Shortages) is { } shortages)
        {
            Take(Shortages.Records(await RowsAsync(FdaQuery.Shortages, shortages, cancellationToken)).Where(one => question.Ids.Contains(one.Id)));
        }
        var open = found.Select(one => one.Record.Id).Concat(unreadable.Select(one => one.Id)).ToHashSet();
        return new() { Found = found, Unreadable = unreadable, Absent = [.. question.Ids.Where(id => !open.Contains(id))] };

        void Take(IEnumerable<Reading> readings)
        {
            var page = Read(question.Target, readings, all: true);
            found.AddRange(page.Records);
            unreadable.AddRange(page.Unreadable);
        }
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (FdaQuery.For(target, FdaQuery.Applications) is not { } search) return $"{target.Symbol} has no followed drugs";
        var page = await _pages.OneAsync(FdaQuery.Applications, search, 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {page?.Total ?? 0:N0} applications");
    }

    // A recall's rows may lie outside the window of those that were reported in it: an event is always read whole.
    private async Task<IReadOnlyList<JsonElement>> RecallsAsync(SourceQuestion question, string search, CancellationToken cancellationToken)
    {
        if (question.Everything || FdaCursor.Read(question.Cursor).Reported is not { } since) return await RowsAsync(FdaQuery.Recalls, search, cancellationToken);
        var until = DateOnly.FromDateTime(question.Now.UtcDateTime).AddYears(1);
        var window = await RowsAsync(FdaQuery.Recalls, $"({search}{FdaQuery.Reported(since.AddDays(-_overlap), until)})", cancellationToken);
        var rows = window.Where(row => Recalls.Event(row) is null).ToList();
        foreach (var slice in window.Select(Recalls.Event).OfType<string>().Distinct().Chunk(Slice))
        {
            rows.AddRange(await RowsAsync(FdaQuery.Recalls, $"({search} AND {FdaQuery.Among("event_id", slice)})", cancellationToken));
        }
        return rows;
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string endpoint, string search, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        await foreach (var page in _pages.AllAsync(endpoint, search, cancellationToken)) rows.AddRange(page.Rows);
        return rows;
    }

    /// <param name="all">Also what no longer names a drug of the target: it was asked for by its number.</param>
    private static FetchPage Read(DrugTarget target, IEnumerable<Reading> readings, bool all = false)
    {
        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var reading in readings)
        {
            if (reading.Record is not { } record)
            {
                unreadable.Add(new(reading.Id, reading.Fault));
                continue;
            }
            var matches = TargetMatcher.Matches(target, record).Where(match => match.Role == "drug").ToList();
            if (matches.Count > 0) records.Add(new(record, matches));
            else if (all) records.Add(new(record, [new Match("openFDA", "search", "openFDA’s own search")]));
        }
        return new() { Records = records, Unreadable = unreadable };
    }
}
