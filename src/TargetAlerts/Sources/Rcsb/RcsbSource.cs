using System.Globalization;
using System.Runtime.CompilerServices;
using TargetAlerts.Changes;
using TargetAlerts.Sources.Http;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Rcsb;

/// <summary>
/// The Protein Data Bank by way of RCSB. The list of a target's entries is short and is asked for each time. Where one
/// request holds all their entries, it does; else those are read that are new, revised since the cursor or no longer listed.
/// </summary>
internal sealed class RcsbSource(SourceClient client) : ITargetSource
{
    public static readonly SourceName SourceName = new("rcsb");

    public const string PublicUrl = "https://search.rcsb.org/rcsbsearch/v2/";

    private readonly RcsbSearch _search = new(client);
    private readonly RcsbData _data = new(client);
    private readonly int _overlap = client.Access.Options.OverlapDays ?? 8;

    public SourceDescription Description { get; } = new()
    {
        Name = SourceName,
        Label = "RCSB PDB",
        Kinds = [RecordKind.Structure],
        Facts = RcsbFacts.Table,
        Removal = new() { Absence = "asked for by entry id, it is missing while others of the same answer are there", Word = "the entry is listed as obsolete, with what replaces it" },
        RereadEvery = TimeSpan.FromDays(7),
        Newcomer = _ => Severity.High,
        Words = RcsbWords.Words,
        Credit = "RCSB Protein Data Bank (rcsb.org), wwPDB, CC0",
    };

    public string Query(DrugTarget target) => string.Join(" | ", RcsbSearch.Accessions(target).Select(accession => $"UniProt {accession}"));

    /// <summary>No release mark is documented (SPEC.md, "New or changed"): the list itself is the cheap question.</summary>
    public Task<string?> ReadGateAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<FetchPage> FetchAsync(SourceQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = question.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var accessions = RcsbSearch.Accessions(question.Target);
        if (accessions.Count == 0)
        {
            yield return new() { Completed = new(cursor, Listing: false) { Notes = ["the profile has no UniProt accession"] } };
            yield break;
        }
        var listed = await _search.IdsAsync(accessions, since: null, cancellationToken);
        var everything = question.Everything || listed.Count <= RcsbData.Batch;
        var asked = everything ? listed : await MovedAsync(question, accessions, listed, question.Cursor!, cancellationToken);
        yield return new() { Everything = everything, Total = asked.Count };
        foreach (var batch in asked.Chunk(RcsbData.Batch))
        {
            var entries = await _data.EntriesAsync(batch, question.Target, cancellationToken);
            yield return new() { Records = entries.Found, Unreadable = entries.Unreadable, Absent = entries.Absent, Total = asked.Count };
        }
        yield return await UnlistedAsync(question, listed, everything, cancellationToken);
        yield return new() { Completed = new(cursor, Listing: everything) { Notes = _data.Notes } };
    }

    public async Task<LookupResult> LookupAsync(LookupQuestion question, CancellationToken cancellationToken)
    {
        var (found, absent, unreadable) = (new List<FetchedRecord>(), new List<string>(), new List<UnreadableRecord>());
        foreach (var batch in question.Ids.Chunk(RcsbData.Batch))
        {
            var entries = await _data.EntriesAsync([.. batch, .. question.Witnesses], question.Target, cancellationToken);
            found.AddRange(entries.Found.Where(entry => batch.Contains(entry.Record.Id)));
            unreadable.AddRange(entries.Unreadable.Where(entry => batch.Contains(entry.Id)));
            // An answer without any entry proves nothing about those asked for.
            if (entries.Found.Count + entries.Unreadable.Count > 0 && !question.Witnesses.Any(entries.Absent.Contains)) absent.AddRange(batch.Intersect(entries.Absent));
        }
        return new() { Found = found, Absent = absent, Unreadable = unreadable };
    }

    public async Task<string> TestAsync(DrugTarget target, CancellationToken cancellationToken)
    {
        var accessions = RcsbSearch.Accessions(target);
        if (accessions.Count == 0) return "the profile has no UniProt accession";
        var (total, _) = await _search.PageAsync(RcsbSearch.Body(accessions, since: null, start: 0, rows: 1), cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"finds {total:N0} structures");
    }

    // The newly listed (which an old entry with a new mapping is too) and the revised.
    private async Task<IReadOnlyList<string>> MovedAsync(SourceQuestion question, IReadOnlyList<string> accessions, IReadOnlyList<string> listed, string before, CancellationToken cancellationToken)
    {
        var since = DateOnly.ParseExact(before, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-_overlap);
        var revised = await _search.IdsAsync(accessions, since, cancellationToken);
        var known = await question.Known.WhichAsync(listed, cancellationToken);
        return [.. listed.Where(id => !known.Contains(id)).Union(revised)];
    }

    /// <summary>Known entries that the list lost: told at once where the archive says that they are obsolete, else candidates for removal.</summary>
    private async Task<FetchPage> UnlistedAsync(SourceQuestion question, IReadOnlyList<string> listed, bool everything, CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        var here = listed.ToHashSet();
        await foreach (var id in question.Known.AllAsync(cancellationToken))
        {
            if (!here.Contains(id)) lost.Add(id);
        }
        var (obsolete, absent) = (new List<FetchedRecord>(), new List<string>());
        foreach (var batch in lost.Chunk(RcsbData.Batch))
        {
            string[] witnesses = [.. listed.Take(1)];
            var entries = await _data.EntriesAsync([.. batch, .. witnesses], question.Target, cancellationToken);
            obsolete.AddRange(entries.Found.Where(entry => batch.Contains(entry.Record.Id) && RcsbFacts.IsObsolete(entry.Record.Fact(RcsbFacts.Status))));
            if (witnesses.Length > 0 && !witnesses.Any(entries.Absent.Contains)) absent.AddRange(batch.Intersect(entries.Absent));
        }
        // A full reading has its own way of asking for what is missing.
        return new() { Records = obsolete, Absent = everything ? [] : absent };
    }
}
