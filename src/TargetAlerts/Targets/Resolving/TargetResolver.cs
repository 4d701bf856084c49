namespace TargetAlerts.Targets.Resolving;

/// <summary>
/// Any text → the targets it can mean, each with the reasons. The exact questions are all asked, whatever the first gives:
/// "HTT" is huntingtin's symbol today and was the serotonin transporter's.
/// </summary>
internal sealed class TargetResolver(HgncLookup hgnc, MyGeneLookup myGene, UniProtLookup uniProt, ChemblLookup chembl, TimeProvider time)
{
    // Beyond so many, completing what a vague word found would only cost requests.
    private const int Completed = 15;

    private static readonly string[] Fields = ["symbol", "prev_symbol", "alias_symbol"];

    /// <param name="patience">What a service may take for what it is asked at a time, before it counts as one that gave no answer; null: as long as its settings say.</param>
    public async Task<Resolution> ResolveAsync(string typed, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var text = TargetText.Read(typed);
        var round = new LookupRound(patience ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        var notes = new List<string>();
        if (text.Text.Any(char.IsLetterOrDigit))
        {
            await Task.WhenAll(HgncAsync(round, text), MyGeneAsync(round, text), UniProtAsync(round, text), ChemblAsync(round, text, notes));
            await CompleteAsync(round);
            if (text.Ids.Count > 0) await GroupsAsync(round, text);
        }
        var candidates = Candidates.Of(round.Entries, text);
        var exact = candidates.Where(one => one.Reasons.Any(reason => reason.Exact)).ToList();
        var unavailable = round.Unavailable;
        // A word may mean something to a service that could not be asked; an identifier means one thing.
        var certain = exact.Count == 1 && !text.Guessed && (unavailable.Count == 0 || (!text.Word && text.Ids.Count > 0));
        if (text.Guessed) notes.Add($"A bare number is no name: say ncbigene:{text.Text} or hgnc:{text.Text}.");
        if (exact.Count > 1) notes.Add($"“{text.Text}” is ambiguous: {string.Join("; ", exact.Select(one => $"{one.Symbol ?? one.Name} ({one.Reasons[0].Why})"))}.");
        return new()
        {
            Text = text.Text,
            ReadAs = text.ReadAs,
            Candidates = candidates,
            Clear = certain ? exact[0].Id : null,
            Unavailable = unavailable,
            Notes = notes,
        };
    }

    private async Task HgncAsync(LookupRound round, TargetText text)
    {
        foreach (var (space, id) in text.Ids)
        {
            var field = space switch { "hgnc" => "hgnc_id", "ncbiGene" => "entrez_id", "ensembl" => "ensembl_gene_id", "uniprot" => "uniprot_ids", _ => null };
            if (field is not null) await round.AskAsync(HgncLookup.Label, stop => hgnc.FetchAsync(field, id, stop));
        }
        if (!text.Word) return;
        await round.AskAsync(HgncLookup.Label, Fields.SelectMany(field => text.Symbols().Select(symbol => (LookupQuestion)(stop => hgnc.FetchAsync(field, symbol, stop)))));
        if (!round.Entries.Any(entry => entry.Service == HgncLookup.Label)) await round.AskAsync(HgncLookup.Label, stop => hgnc.SearchNameAsync(text.Text, stop));
    }

    private Task MyGeneAsync(LookupRound round, TargetText text) => round.AskAsync(MyGeneLookup.Label,
    [
        .. text.Ids.Where(one => one.Space != "chembl").Select(one => (LookupQuestion)(stop => myGene.IdAsync(one.Space, one.Id, stop))),
        .. text.Word ? [stop => myGene.WordAsync(text.Text, text.Symbols(), stop)] : Array.Empty<LookupQuestion>(),
    ]);

    private Task UniProtAsync(LookupRound round, TargetText text) => round.AskAsync(UniProtLookup.Label,
    [
        .. text.Ids.Where(one => one.Space == "uniprot").Select(one => (LookupQuestion)(stop => uniProt.EntryAsync(one.Id, stop))),
        .. text.Word ? [stop => uniProt.WordAsync(text.Text, text.Symbols(), stop)] : Array.Empty<LookupQuestion>(),
    ]);

    private async Task ChemblAsync(LookupRound round, TargetText text, List<string> notes)
    {
        foreach (var (_, id) in text.Ids.Where(one => one.Space == "chembl"))
        {
            await round.AskAsync(ChemblLookup.Label, async stop =>
            {
                var found = await chembl.TargetAsync(id, stop);
                if (found.Count > 0) return found;
                if (await chembl.KindAsync(id, stop) is { } kind) notes.Add($"{id} is in ChEMBL, but no target: {kind.ToLowerInvariant()}.");
                return [];
            });
        }
        if (text.Word) await round.AskAsync(ChemblLookup.Label, stop => chembl.SearchAsync(text.Text, stop));
    }

    /// <summary>What one service found is looked up at HGNC and UniProt, so that every candidate shows all its names and identifiers.</summary>
    private async Task CompleteAsync(LookupRound round)
    {
        var genes = round.Entries.Where(entry => entry.Group is null).ToList();
        var proteins = genes.SelectMany(entry => entry["uniprot"]).Distinct().Except(Known(UniProtLookup.Label, "uniprot")).Take(Completed).ToList();
        if (proteins.Count > 0) await round.AskAsync(UniProtLookup.Label, stop => uniProt.ByAccessionsAsync(proteins, stop));
        var ids = round.Entries.SelectMany(entry => entry["hgnc"]).Distinct().Except(Known(HgncLookup.Label, "hgnc")).Take(Completed).ToList();
        await round.AskAsync(HgncLookup.Label, ids.Select(id => (LookupQuestion)(stop => hgnc.FetchAsync("hgnc_id", id, stop))));

        IEnumerable<string> Known(string service, string space) => round.Entries.Where(entry => entry.Service == service).SelectMany(entry => entry[space]);
    }

    /// <summary>The families and complexes that hold the protein of an identifier.</summary>
    private async Task GroupsAsync(LookupRound round, TargetText text)
    {
        var proteins = round.Entries.Where(entry => entry.Group is null && Reasons.Of(entry, text).Any(reason => reason.Exact)).SelectMany(entry => entry["uniprot"]).Distinct().ToList();
        if (proteins.Count == 0) return;
        await round.AskAsync(ChemblLookup.Label, async stop => [.. (await chembl.WithProteinsAsync(proteins, stop)).Where(target => target.Organism == GeneEntry.Human || target.Group is null)]);
    }
}
