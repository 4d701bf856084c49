using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.GwasCatalog;

/// <summary>
/// The GWAS Catalog, API v2: all associations mapped to the target's gene, each time, for they carry no date by which to ask.
/// Of a new one the study is read too: a new mapping run may bring findings that are years old.
/// </summary>
internal sealed partial class GwasCatalogSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("gwascatalog");

    public const string PublicUrl = "https://www.ebi.ac.uk/gwas/rest/api/";

    private readonly GwasSearch _search = new(client);
    private readonly GwasStudies _studies = new(client);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "GWAS Catalog",
        Kinds = [RecordKind.Association],
        Facts = GwasFacts.Table,
        Removal = new() { Absence = "asked for by number, the answer is “not found”" },
        Newcomer = record => GwasFacts.IsSignificant(record) ? Severity.High : Severity.Low,
        Words = GwasWords.Words,
        Credit = "NHGRI-EBI GWAS Catalog (www.ebi.ac.uk/gwas)",
    };

    public string Query(DrugTarget target) => Gene(target) is { } gene ? $"mapped_gene={gene}" : "";

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = question.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Gene(question.Target) is not { } gene)
        {
            yield return new() { Completed = new(cursor, Listing: false) { Notes = ["the profile has no gene symbol"] } };
            yield break;
        }
        var given = new HashSet<string>(StringComparer.Ordinal);
        var notes = new HashSet<string>();
        int? total = null;
        yield return new() { Everything = true };
        // Many p values underflow to 0.0: equal ones may change places between two pages. Read from the other end, what fell between is found.
        foreach (var direction in new[] { "asc", "desc" })
        {
            if (given.Count == total) break;
            for (var number = 0; ; number++)
            {
                var page = await _search.PageAsync(gene, number, direction, cancellationToken);
                if (total is not null && page.Total != total) throw new SourceUnavailableException($"its total changed while it was paged ({total}, then {page.Total})");
                total = page.Total;
                var fresh = page.Records.Where(record => given.Add(record.Id)).ToList();
                if (!question.Everything) fresh = await _studies.CompleteAsync(fresh, question.Known, notes, cancellationToken);
                yield return new()
                {
                    Records = [.. fresh.Select(record => Fetched(question.Target, gene, record))],
                    Unreadable = [.. page.Unreadable.Where(record => given.Add(record.Id))],
                    Total = total,
                };
                if (number + 1 >= page.Pages) break;
            }
        }
        if (given.Count != total) throw new SourceUnavailableException($"the pages are not whole ({total} said, {given.Count} given)");
        yield return new() { Completed = new(cursor, Listing: true) { Notes = [.. notes] } };
    }

    public Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken) =>
        _search.LookupAsync(question, record => Fetched(question.Target, Gene(question.Target) ?? "", record), cancellationToken);

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (Gene(target) is not { } gene) return "the profile has no gene symbol";
        var total = (await _search.PageAsync(gene, 0, "asc", cancellationToken)).Total;
        return string.Create(CultureInfo.InvariantCulture, $"finds {total:N0} associations");
    }

    private static string? Gene(DrugTarget target) => target.Gene is { } gene && GeneShape().IsMatch(gene) ? gene : null;

    private static FetchedRecord Fetched(DrugTarget target, string gene, SourceRecord record)
    {
        var mapped = new Match(gene, "identifier", GwasAssociation.MappedGene);
        return new(record, gene.Length > 0 && mapped.Stands(record) ? [mapped] : [new("GWAS Catalog", "search", "GWAS Catalog’s own search"), .. TargetMatcher.Matches(target, record)]);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex GeneShape();
}
