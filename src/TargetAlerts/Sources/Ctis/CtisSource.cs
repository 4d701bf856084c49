using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Settings;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Ctis;

/// <summary>
/// The EU's CTIS, by what its public portal uses: there is no contract, so every answer is held against what is known of it.
/// It has no date filter; its lists are short, so each check reads them whole, name by name, and asks for the details of
/// what is new or updated alone: they name the other registries' numbers.
/// </summary>
internal sealed class CtisSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("ctis");

    public const string PublicUrl = "https://euclinicaltrials.eu/ctis-public-api/";

    private readonly CtisPortal _portal = new(client);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "EU CTIS",
        Kinds = [RecordKind.Trial],
        Facts = CtisFacts.Table,
        Removal = new() { Absence = "neither the search nor the details know the number, while others still come" },
        Usually = Frequency.Weekly,
        Newcomer = _ => Severity.High,
        Words = CtisWords.Words,
        Credit = "Clinical Trials Information System, European Medicines Agency",
    };

    public string Query(DrugTarget target) => string.Join(" | ", CtisQuery.For(target).Select(criterion => $"{criterion.Name}={criterion.Words}"));

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var criteria = CtisQuery.For(question.Target);
        if (criteria.Count == 0)
        {
            yield return new() { Completed = new(CtisCursor.Write([]), Listing: false) { Notes = [$"{question.Target.Symbol} has no name or drug to search for"] } };
            yield break;
        }
        // The same trial is found by several names, and under several resubmission numbers: the highest counts.
        var rows = new Dictionary<string, CtisRow>();
        foreach (var criterion in criteria)
        {
            await foreach (var row in _portal.ListAsync(criterion, cancellationToken))
            {
                if (!rows.TryGetValue(row.Id, out var before) || string.CompareOrdinal(row.Number, before.Number) > 0) rows[row.Id] = row;
            }
        }
        var known = CtisCursor.Read(question.Cursor);
        var cursor = new Dictionary<string, CtisTrace>();
        foreach (var page in rows.Values.OrderBy(row => row.Id, StringComparer.Ordinal).Chunk(50))
        {
            foreach (var row in page) cursor[row.Id] = await TraceAsync(row, known.GetValueOrDefault(row.Id), cancellationToken);
            yield return new()
            {
                Everything = true,
                Records = [.. page.Where(row => row.Record is not null).Select(row => CtisMatches.Fetched(question.Target, row.Record! with { SameAs = cursor[row.Id].Same }))],
                Unreadable = [.. page.Where(row => row.Record is null).Select(row => new UnreadableRecord(row.Id, row.Fault))],
                Total = rows.Count,
            };
        }
        yield return new() { Total = rows.Count, Completed = new(CtisCursor.Write(cursor), Listing: true) };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) => new CtisLookup(_portal).LookupAsync(question, cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (CtisQuery.For(target) is not [var first, ..]) return $"{target.Symbol} has no name or drug to search for";
        var page = await _portal.PageAsync(first, 1, 1, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{first.Words}: finds {page.Total:N0} trials");
    }

    private async Task<CtisTrace> TraceAsync(CtisRow row, CtisTrace? known, CancellationToken cancellationToken) =>
        known?.Stamp == row.Stamp ? known : new(row.Stamp, await _portal.OtherNumbersAsync(row.Number, cancellationToken) ?? known?.Same ?? []);
}
