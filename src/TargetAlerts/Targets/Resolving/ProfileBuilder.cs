using TargetAlerts.Sources;

namespace TargetAlerts.Targets.Resolving;

/// <summary>A profile that could not be made, with the reason: what disagrees, or who could not be asked.</summary>
internal sealed class ProfileRefusedException(string message) : Exception(message);

/// <summary>A new profile and what its reader should know.</summary>
internal sealed record Draft(DrugTarget Profile, IReadOnlyList<string> Warnings);

/// <summary>A picked candidate → a whole profile. HGNC, UniProt and ChEMBL must all answer and agree; nothing is guessed.</summary>
internal sealed class ProfileBuilder(HgncLookup hgnc, MyGeneLookup myGene, UniProtLookup uniProt, ChemblLookup chembl, MechanismTable drugTable, TimeProvider time)
{
    private static readonly string[] Spaces = ["hgnc", "ncbiGene", "ensembl", "uniprot", "chembl", "gtopdb", "omim", "pharmgkb", "tcdb", "interpro", "pfam"];

    /// <param name="symbol">The short name; null takes the gene's symbol.</param>
    /// <param name="extra">A name beside those the services give: what was typed.</param>
    public async Task<Draft> BuildAsync(Candidate candidate, string? symbol, IReadOnlyList<string> extra, CancellationToken cancellationToken)
    {
        var warnings = new List<string>(candidate.Remarks);
        var parts = await MustAsync("HGNC or UniProt", () => PartsAsync(candidate, cancellationToken));
        warnings.AddRange(Agreement.Check(parts));
        var proteins = parts.Where(part => part.Service == UniProtLookup.Label).SelectMany(part => part["uniprot"]).Distinct().ToList();
        var (targets, release) = await MustAsync(ChemblLookup.Label, async () => (proteins.Count == 0 ? [] : await chembl.WithProteinsAsync(proteins, cancellationToken), await chembl.ReleaseAsync(cancellationToken)));
        var organisms = parts.Select(part => part.Organism).ToHashSet();
        targets = [.. targets.Where(target => organisms.Contains(target.Organism))];
        // What holds nothing but the profile's own proteins is the target itself; what holds others too is a family around it.
        var own = targets.Where(target => target["uniprot"].All(proteins.Contains)).OrderByDescending(target => target["uniprot"].Count).ThenBy(target => target["chembl"][0], StringComparer.Ordinal).ToList();
        var families = targets.Except(own).ToList();
        var drugs = await MustAsync(ChemblLookup.Label, () => drugTable.OfAsync([.. own.Select(target => target["chembl"][0])], [.. families.Select(target => target["chembl"][0])], cancellationToken));
        var phrases = candidate.IsGroup ? [candidate.Name.Split(';')[0], .. extra] : extra;
        var names = NameRules.Names(parts, phrases, await OwnersAsync(parts, phrases, warnings, cancellationToken));
        var all = parts.Concat(own.Select(target => target with { Version = release })).ToList();
        return new(new()
        {
            Symbol = symbol ?? candidate.Symbol ?? Slug(candidate.Name),
            Name = candidate.IsGroup ? candidate.Name : Name(parts),
            Gene = candidate.Symbol,
            Organism = candidate.Organism,
            Identifiers = Spaces.Select(space => (space, Ids: (IReadOnlyList<string>)[.. Origins(all, space).Select(origin => origin.Id)])).Where(one => one.Ids.Count > 0).ToDictionary(one => one.space, one => one.Ids),
            Names = names,
            Context = NameRules.Context(names, drugs),
            Drugs = drugs,
            Groups = [.. families.Select(family => new TargetGroup(family["chembl"][0], family.Name, family.Group ?? ChemblLookup.SingleProtein))],
            Provenance = [.. Spaces.SelectMany(space => Origins(all, space))],
        }, warnings);
    }

    /// <summary>HGNC's and UniProt's entries of the candidate's genes, whole.</summary>
    private async Task<IReadOnlyList<GeneEntry>> PartsAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var proteins = candidate.Identifiers.GetValueOrDefault("uniprot") ?? [];
        var parts = new List<GeneEntry>(candidate.Entries.Where(entry => entry.Service is HgncLookup.Label or UniProtLookup.Label));
        var missing = proteins.Except(parts.Where(part => part.Service == UniProtLookup.Label).SelectMany(part => part["uniprot"])).ToList();
        if (missing.Count > 0) parts.AddRange(await uniProt.ByAccessionsAsync(missing, cancellationToken));
        foreach (var id in parts.SelectMany(part => part["hgnc"]).Distinct().Except(parts.Where(part => part.Service == HgncLookup.Label).SelectMany(part => part["hgnc"])).ToList())
        {
            parts.AddRange(await hgnc.FetchAsync("hgnc_id", id, cancellationToken));
        }
        if (parts.Count == 0) throw new ProfileRefusedException($"Neither HGNC nor UniProt knows {candidate.Id}.");
        // Names in the order of the genes, HGNC before UniProt.
        return [.. parts.OrderBy(part => part.Service, StringComparer.Ordinal)];
    }

    private async Task<ILookup<string, GeneEntry>?> OwnersAsync(IReadOnlyList<GeneEntry> parts, IEnumerable<string> phrases, List<string> warnings, CancellationToken cancellationToken)
    {
        try
        {
            var words = parts.SelectMany(part => part.ShortNames.Concat(part.Aliases).Concat(part.Previous).Append(part.Symbol ?? "")).Concat(phrases).Where(word => word.Length > 0 && !word.Contains(' ')).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return words.Count == 0 ? Array.Empty<(string, GeneEntry)>().ToLookup(one => one.Item1, one => one.Item2) : await myGene.OwnersAsync(words, cancellationToken);
        }
        catch (SourceUnavailableException error)
        {
            warnings.Add($"{MyGeneLookup.Label} could not be asked whether the synonyms are other genes' too ({error.Message}): every short name counts beside a context word alone.");
            return null;
        }
    }

    private IEnumerable<TargetOrigin> Origins(IReadOnlyList<GeneEntry> parts, string space)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // Each service knows its own identifiers best (UniProt lists the single ChEMBL target alone); a gene may have a second
        // Ensembl id on an alternate assembly, so that HGNC's word goes before UniProt's.
        var owner = space switch { "chembl" => ChemblLookup.Label, "uniprot" => UniProtLookup.Label, "hgnc" or "ensembl" or "ncbiGene" or "omim" => HgncLookup.Label, _ => "" };
        var sayers = parts.Where(part => part.Service == owner && part[space].Count > 0).ToList();
        var first = sayers.Count > 0 ? sayers : parts.Where(part => part.Service != ChemblLookup.Label);
        return first.SelectMany(part => part[space].Select(id => new TargetOrigin(space, id, part.Service, part.Version, day))).DistinctBy(origin => origin.Id);
    }

    private static string Name(IReadOnlyList<GeneEntry> parts) => parts.FirstOrDefault(part => part.Service == UniProtLookup.Label)?.Name ?? parts[0].Name;

    // "GABA-A receptor; anion channel" → "GABA-A".
    private static string Slug(string name)
    {
        var words = name.Split(';')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Equals("receptor", StringComparison.OrdinalIgnoreCase));
        var slug = new string([.. string.Join('-', words).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/')]).Trim('-', '.', '/');
        return slug.Length == 0 ? "target" : slug[..Math.Min(30, slug.Length)];
    }

    private static async Task<T> MustAsync<T>(string who, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (SourceUnavailableException error)
        {
            throw new ProfileRefusedException($"{who} could not be asked ({error.Message}). A profile with holes would miss news silently; nothing was written. Try again later.");
        }
    }
}
