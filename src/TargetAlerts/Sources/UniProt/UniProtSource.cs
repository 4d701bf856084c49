using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.UniProt;

/// <summary>
/// UniProtKB. The release in the header of any answer is the gate: nothing changes between releases. After one, each
/// accession's entry is read whole and its content compared; the entry's version rises with every release and tells nothing.
/// </summary>
internal sealed partial class UniProtSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("uniprot");

    public const string PublicUrl = "https://rest.uniprot.org/";

    private readonly UniProtClient _entries = new(client);

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "UniProt",
        Kinds = [RecordKind.Annotation],
        Facts = UniProtFacts.Table,
        Removal = new() { Absence = "asked for by accession, the answer is “not found” or “gone”", Word = "the entry is inactive: deleted, merged or demerged" },
        RereadEvery = TimeSpan.FromDays(28),
        Newcomer = _ => Severity.Normal,
        Words = UniProtWords.Words,
        Credit = "UniProt (uniprot.org), CC BY 4.0",
    };

    public string Query(DrugTarget target) => string.Join(" | ", Accessions(target));

    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => _entries.ReleaseAsync(cancellationToken);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accessions = Accessions(question.Target);
        var notes = new List<string>();
        if (accessions.Count == 0) notes.Add("the profile has no UniProt accession");
        var given = new HashSet<string>(StringComparer.Ordinal);
        var release = question.Gate;
        foreach (var accession in accessions)
        {
            var answer = await _entries.EntryAsync(accession, question.Gate, cancellationToken);
            release = answer.Release ?? release;
            if (answer.Survivors.Count > 0) notes.Add($"{accession} is now {string.Join(", ", answer.Survivors)}");
            if (answer.Absent) notes.Add($"{accession} is not in UniProt");
            yield return new()
            {
                Records = answer.Entry is { } entry && given.Add(entry.Id) ? [Fetched(question.Target, entry)] : [],
                Unreadable = answer.Unreadable is { } unreadable && given.Add(unreadable.Id) ? [unreadable] : [],
                // An accession that was never held is a matter of the profile, not of the reader.
                Absent = answer.Absent ? [.. await question.Known.WhichAsync([accession], cancellationToken)] : [],
                Merged = answer.Survivors.Count > 0 ? new Dictionary<string, string> { [accession] = string.Join(", ", answer.Survivors) } : [],
                Total = accessions.Count,
            };
        }
        yield return new() { Completed = new(release ?? "read", Listing: question.Everything && accessions.Count > 0) { Notes = notes } };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var (found, absent, unreadable, merged) = (new List<FetchedRecord>(), new List<string>(), new List<UnreadableRecord>(), new Dictionary<string, string>());
        foreach (var id in question.Ids)
        {
            var answer = await _entries.EntryAsync(id, release: null, cancellationToken);
            if (answer.Survivors.Count > 0) merged[id] = string.Join(", ", answer.Survivors);
            else if (answer.Absent) absent.Add(id);
            else if (answer.Unreadable is { } one) unreadable.Add(one);
            else if (answer.Entry is { } entry) found.Add(Fetched(question.Target, entry));
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable, Merged = merged };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        if (Accessions(target) is not [var first, ..]) return "the profile has no UniProt accession";
        var answer = await _entries.EntryAsync(first, release: null, cancellationToken);
        return answer.Entry is { } entry ? $"finds {entry.Title}, release {answer.Release ?? "unknown"}" : $"{first} is no entry any more";
    }

    public static bool IsAccession(string text) => AccessionShape().IsMatch(text);

    private static IReadOnlyList<string> Accessions(DrugTarget target) => [.. (target.Identifiers.GetValueOrDefault("uniprot") ?? []).Where(IsAccession).Distinct(StringComparer.Ordinal)];

    private static FetchedRecord Fetched(DrugTarget target, SourceRecord entry)
    {
        var called = entry.Texts[UniProtEntry.Accession];
        return new(entry, [.. Accessions(target).Where(called.Contains).DefaultIfEmpty(entry.Id).Select(accession => new Match(accession, "identifier", UniProtEntry.Accession))]);
    }

    [GeneratedRegex("^([OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2})$")]
    private static partial Regex AccessionShape();
}
