namespace TargetAlerts.Targets.Resolving;

/// <summary>
/// Any text → the targets it can mean, each with the reasons. The exact questions are all asked, whatever the first gives:
/// "HTT" is huntingtin's symbol today and was the serotonin transporter's.
/// </summary>
internal sealed class TargetResolver(HgncLookup hgnc, MyGeneLookup myGene, UniProtLookup uniProt, ChemblLookup chembl)
{
    // Beyond so many, completing what a vague word found would only cost requests.
    private const int Completed = 15;

    private static readonly string[] Fields = ["symbol", "prev_symbol", "alias_symbol"];

    public async Task<Resolution> ResolveAsync(string typed, CancellationToken cancellationToken)
    {
        var text = TargetText.Read(typed);
        var round = new LookupRound();
        var notes = new List<string>();
        if (text.Text.Any(char.IsLetterOrDigit))
        {
            await Task.WhenAll(HgncAsync(round, text, cancellationToken), MyGeneAsync(round, text, cancellationToken), UniProtAsync(round, text, cancellationToken), ChemblAsync(round, text, notes, cancellationToken));
            await CompleteAsync(round, cancellationToken);
            if (text.Ids.Count > 0) await GroupsAsync(round, text, cancellationToken);
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

    private async Task HgncAsync(LookupRound round, TargetText text, CancellationToken cancellationToken)
    {
        foreach (var (space, id) in text.Ids)
        {
            var field = space switch { "hgnc" => "hgnc_id", "ncbiGene" => "entrez_id", "ensembl" => "ensembl_gene_id", "uniprot" => "uniprot_ids", _ => null };
            if (field is not null) await round.AskAsync(HgncLookup.Label, () => hgnc.FetchAsync(field, id, cancellationToken));
        }
        if (!text.Word) return;
        await round.AskAsync(HgncLookup.Label, Fields.SelectMany(field => text.Symbols().Select(symbol => (Func<Task<IReadOnlyList<GeneEntry>>>)(() => hgnc.FetchAsync(field, symbol, cancellationToken)))));
        if (!round.Entries.Any(entry => entry.Service == HgncLookup.Label)) await round.AskAsync(HgncLookup.Label, () => hgnc.SearchNameAsync(text.Text, cancellationToken));
    }

    private Task MyGeneAsync(LookupRound round, TargetText text, CancellationToken cancellationToken) => round.AskAsync(MyGeneLookup.Label,
    [
        .. text.Ids.Where(one => one.Space != "chembl").Select(one => (Func<Task<IReadOnlyList<GeneEntry>>>)(() => myGene.IdAsync(one.Space, one.Id, cancellationToken))),
        .. text.Word ? [() => myGene.WordAsync(text.Text, text.Symbols(), cancellationToken)] : Array.Empty<Func<Task<IReadOnlyList<GeneEntry>>>>(),
    ]);

    private Task UniProtAsync(LookupRound round, TargetText text, CancellationToken cancellationToken) => round.AskAsync(UniProtLookup.Label,
    [
        .. text.Ids.Where(one => one.Space == "uniprot").Select(one => (Func<Task<IReadOnlyList<GeneEntry>>>)(() => uniProt.EntryAsync(one.Id, cancellationToken))),
        .. text.Word ? [() => uniProt.WordAsync(text.Text, text.Symbols(), cancellationToken)] : Array.Empty<Func<Task<IReadOnlyList<GeneEntry>>>>(),
    ]);

    private async Task ChemblAsync(LookupRound round, TargetText text, List<string> notes, CancellationToken cancellationToken)
    {
        foreach (var (_, id) in text.Ids.Where(one => one.Space == "chembl"))
        {
            await round.AskAsync(ChemblLookup.Label, async () =>
            {
                var found = await chembl.TargetAsync(id, cancellationToken);
                if (found.Count > 0) return found;
                if (await chembl.KindAsync(id, cancellationToken) is { } kind) notes.Add($"{id} is in ChEMBL, but no target: {kind.ToLowerInvariant()}.");
                return [];
            });
        }
        if (text.Word) await round.AskAsync(ChemblLookup.Label, () => chembl.SearchAsync(text.Text, cancellationToken));
    }

    /// <summary>What one service found is looked up at HGNC and UniProt, so that every candidate shows all its names and identifiers.</summary>
    private async Task CompleteAsync(LookupRound round, CancellationToken cancellationToken)
    {
        var genes = round.Entries.Where(entry => entry.Group is null).ToList();
        var proteins = genes.SelectMany(entry => entry["uniprot"]).Distinct().Except(Known(UniProtLookup.Label, "uniprot")).Take(Completed).ToList();
        if (proteins.Count > 0) await round.AskAsync(UniProtLookup.Label, () => uniProt.ByAccessionsAsync(proteins, cancellationToken));
        var ids = round.Entries.SelectMany(entry => entry["hgnc"]).Distinct().Except(Known(HgncLookup.Label, "hgnc")).Take(Completed).ToList();
        await round.AskAsync(HgncLookup.Label, ids.Select(id => (Func<Task<IReadOnlyList<GeneEntry>>>)(() => hgnc.FetchAsync("hgnc_id", id, cancellationToken))));

        IEnumerable<string> Known(string service, string space) => round.Entries.Where(entry => entry.Service == service).SelectMany(entry => entry[space]);
    }

    /// <summary>The families and complexes that hold the protein of an identifier.</summary>
    private async Task GroupsAsync(LookupRound round, TargetText text, CancellationToken cancellationToken)
    {
        var proteins = round.Entries.Where(entry => entry.Group is null && Reasons.Of(entry, text).Any(reason => reason.Exact)).SelectMany(entry => entry["uniprot"]).Distinct().ToList();
        if (proteins.Count == 0) return;
        await round.AskAsync(ChemblLookup.Label, async () => [.. (await chembl.WithProteinsAsync(proteins, cancellationToken)).Where(target => target.Organism == GeneEntry.Human || target.Group is null)]);
    }
}
