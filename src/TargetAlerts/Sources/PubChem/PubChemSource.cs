using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.PubChem;

/// <summary>
/// PubChem's assays on a target: one list of numbers, without dates or pages; the summaries of those not seen before.
/// Assays mirrored from ChEMBL, BindingDB and the Guide to Pharmacology are left to those sources, and not stored.
/// </summary>
internal sealed class PubChemSource(SourceClient client, TimeProvider time) : ITargetSource
{
    public static readonly SourceName SourceName = new("pubchem");

    public const string PublicUrl = "https://pubchem.ncbi.nlm.nih.gov/rest/pug/";

    private readonly PugClient _pug = new(client, time);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "PubChem BioAssay",
        Kinds = [RecordKind.Bioactivity],
        Facts = AssayFacts.Table,
        Removal = new() { Absence = "asked for alone by AID, there is no such assay, while others still come" },
        // Summaries carry no date to ask by, and with a list of thousands they are not asked for each week.
        RereadEvery = TimeSpan.FromDays(28),
        Newcomer = _ => Severity.Normal,
        Words = AssayWords.Words,
        Credit = "PubChem, National Library of Medicine",
    };

    public string Query(DrugTarget target) => string.Join(" | ", Namespaces(target).Select(one => $"{one.Space}={one.Id}"));

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var namespaces = Namespaces(question.Target);
        var assays = new SortedDictionary<int, string>();
        foreach (var (space, id) in namespaces)
        {
            foreach (var assay in await _pug.AssaysAsync(space, id, cancellationToken)) assays.TryAdd(assay, $"PubChem’s assays on {space} {id}");
        }
        var cursor = new AssayCursor(assays.Keys);
        var asked = await AskedAsync(question, [.. assays.Keys], cancellationToken);
        foreach (var batch in asked.Chunk(PugClient.Batch))
        {
            var page = await _pug.SummariesAsync(batch, cancellationToken);
            yield return new()
            {
                Records = [.. page.Records.Where(record => !AssaySummary.IsMirror(record)).Select(record => Fetched(question.Target, record, assays[int.Parse(record.Id, CultureInfo.InvariantCulture)]))],
                Unreadable = page.Unreadable,
                Absent = page.Absent,
                Total = asked.Count,
            };
        }
        yield return new()
        {
            Completed = new(cursor.Text, Listing: question.Everything && namespaces.Count > 0) { Notes = namespaces.Count == 0 ? ["the profile has no NCBI gene id and no UniProt accession"] : [] },
        };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var (found, absent, unreadable) = (new List<FetchedRecord>(), new List<string>(), new List<UnreadableRecord>());
        foreach (var id in question.Ids)
        {
            // Alone, so that "no such assay" is said of this one; a witness in another request shows that the address works.
            var page = await _pug.SummariesAsync([int.Parse(id, CultureInfo.InvariantCulture)], cancellationToken);
            found.AddRange(page.Records.Select(record => Fetched(question.Target, record, Label)));
            unreadable.AddRange(page.Unreadable);
            absent.AddRange(page.Absent);
        }
        if (absent.Count > 0 && question.Witnesses.Count > 0)
        {
            var witnesses = await _pug.SummariesAsync([.. question.Witnesses.Select(id => int.Parse(id, CultureInfo.InvariantCulture))], cancellationToken);
            if (witnesses.Records.Count == 0) absent.Clear();
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (Namespaces(target) is not [var (space, id), ..]) return "the profile has no NCBI gene id and no UniProt accession";
        var assays = await _pug.AssaysAsync(space, id, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{space} {id} finds {assays.Count:N0} assays, mirrors among them");
    }

    private const string Label = "PubChem’s own list of assays";

    /// <summary>A gene id is of one species and preferred; a symbol would mix orthologues and is not asked.</summary>
    private static IReadOnlyList<(string Space, string Id)> Namespaces(DrugTarget target)
    {
        List<(string, string)> genes = [.. (target.Identifiers.GetValueOrDefault("ncbiGene") ?? []).Where(id => id.Length > 0 && id.All(char.IsAsciiDigit)).Select(id => ("geneid", id))];
        return genes.Count > 0 ? genes : [.. (target.Identifiers.GetValueOrDefault("uniprot") ?? []).Where(UniProt.UniProtSource.IsAccession).Select(id => ("accession", id))];
    }

    // Higher numbers are new. Where the lower ones are no longer those of the last time, an old assay was linked with the target.
    private static async Task<IReadOnlyList<int>> AskedAsync(SourceQuestion question, List<int> assays, CancellationToken cancellationToken)
    {
        if (question.Cursor is null) return assays;
        var before = AssayCursor.Parse(question.Cursor);
        if (before.Covers(assays)) return [.. assays.Where(assay => assay > before.Highest)];
        var known = await question.Known.WhichAsync([.. assays.Select(assay => assay.ToString(CultureInfo.InvariantCulture))], cancellationToken);
        return [.. assays.Where(assay => !known.Contains(assay.ToString(CultureInfo.InvariantCulture)))];
    }

    private static FetchedRecord Fetched(DrugTarget target, SourceRecord record, string listed) =>
        new(record, [new("PubChem", "search", listed), .. TargetMatcher.Matches(target, record)]);
}
