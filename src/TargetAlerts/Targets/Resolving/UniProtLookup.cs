using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Targets.Resolving;

/// <summary>UniProt: one entry holds the names of a protein and its identifiers almost everywhere.</summary>
internal sealed class UniProtLookup([FromKeyedServices("uniprot")] SourceClient client)
{
    public const string Label = "UniProt";

    private const int Hops = 3, Words = 25, Batch = 50;

    /// <summary>The entry of an accession, also of one that was merged into another; with remarks where it moved.</summary>
    public async Task<IReadOnlyList<GeneEntry>> EntryAsync(string accession, CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        for (var hop = 0; hop < Hops; hop++)
        {
            var answer = await client.AskAsync($"uniprotkb/{accession}.json", cancellationToken);
            if ((int)answer.Status is 404 or 410) return [];
            if ((int)answer.Status is >= 300 and < 400)
            {
                var next = Survivor(answer.Location) ?? throw new SourceUnavailableException($"{accession} was moved, it is not said where to");
                remarks.Add($"UniProt {accession} was merged into {next}");
                accession = next;
                continue;
            }
            var (entry, inactive) = answer.Read(root => Entry(root, answer.Header("X-UniProt-Release")));
            if (entry is not null) return [entry with { Remarks = [.. remarks, .. entry.Remarks] }];
            // A demerged entry has several heirs: candidates, each saying why.
            var heirs = inactive.Count == 0 ? [] : await ByAccessionsAsync(inactive, cancellationToken);
            var said = $"UniProt {accession} is no longer active{(inactive.Count == 0 ? "" : $"; see {string.Join(", ", inactive)}")}";
            return [.. heirs.Select(heir => heir with { OldIds = [.. heir.OldIds, accession], Remarks = [.. remarks, said] })];
        }
        throw new SourceUnavailableException($"{accession} was moved too often");
    }

    /// <summary>Human, reviewed entries that a word is a gene name, synonym or protein name of.</summary>
    public Task<IReadOnlyList<GeneEntry>> WordAsync(string text, IEnumerable<string> symbols, CancellationToken cancellationToken)
    {
        var genes = string.Concat(symbols.Distinct(StringComparer.OrdinalIgnoreCase).Select(symbol => $"gene:{LookupCalls.Quoted(symbol)} OR "));
        return SearchAsync($"({genes}protein_name:{LookupCalls.Quoted(text)}) AND organism_id:9606 AND reviewed:true", Words, cancellationToken);
    }

    public async Task<IReadOnlyList<GeneEntry>> ByAccessionsAsync(IEnumerable<string> accessions, CancellationToken cancellationToken)
    {
        var found = new List<GeneEntry>();
        foreach (var some in accessions.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            found.AddRange(await SearchAsync(string.Join(" OR ", some.Select(accession => $"accession:{accession}")), some.Length, cancellationToken));
        }
        return found;
    }

    public static (GeneEntry? Entry, IReadOnlyList<string> Heirs) Entry(JsonElement root, string? release)
    {
        var accession = root.At("primaryAccession").Text() is { Length: > 0 } text ? text : throw new FormatException("an entry without accession");
        if (root.At("entryType").Text() == "Inactive") return (null, root.At("inactiveReason", "mergeDemergeTo").OneOrManyTexts());
        var description = root.At("proteinDescription");
        var names = new[] { description.At("recommendedName") }.Concat(description.At("submissionNames").Items()).Concat(description.At("alternativeNames").Items()).ToList();
        var full = names.Select(name => name.At("fullName", "value").Text()).Where(name => name.Length > 0).ToList();
        if (full.Count == 0) throw new FormatException($"{accession} has no name");
        var genes = root.At("genes").Items().ToList();
        var links = root.At("uniProtKBCrossReferences").Items().ToLookup(link => link.At("database").Text());
        var bare = links["OpenTargets"].Select(link => link.At("id").Text()).ToList();
        return (new()
        {
            Service = Label,
            Symbol = genes.Select(gene => gene.At("geneName", "value").Text()).FirstOrDefault(name => name.Length > 0),
            Name = full[0],
            Organism = root.At("organism", "scientificName").Text() is { Length: > 0 } organism ? organism : GeneEntry.Human,
            FullNames = full,
            ShortNames = [.. names.SelectMany(name => name.At("shortNames").Items()).Select(name => name.At("value").Text())],
            Aliases = [.. genes.SelectMany(gene => gene.At("synonyms").Items()).Select(name => name.At("value").Text())],
            OldIds = root.At("secondaryAccessions").Texts(),
            Version = release,
            Remarks = root.At("entryType").Text().Contains("unreviewed", StringComparison.OrdinalIgnoreCase) ? [$"UniProt {accession} is not reviewed"] : [],
            Ids = GeneEntry.IdsOf(
                ("uniprot", [accession]),
                ("hgnc", Links("HGNC")),
                ("ncbiGene", Links("GeneID")),
                // A gene may have a second Ensembl id on an alternate assembly; Open Targets names the current one.
                ("ensembl", bare.Count > 0 ? bare : links["Ensembl"].Select(link => Property(link, "GeneId").Split('.')[0])),
                ("chembl", Links("ChEMBL")),
                ("gtopdb", Links("GuidetoPHARMACOLOGY")),
                ("omim", links["MIM"].Where(link => Property(link, "Type") == "gene").Select(link => link.At("id").Text())),
                ("pharmgkb", Links("PharmGKB")),
                ("tcdb", Links("TCDB")),
                ("interpro", Links("InterPro")),
                ("pfam", Links("Pfam"))),
        }, []);

        IEnumerable<string> Links(string database) => links[database].Select(link => link.At("id").Text());
    }

    public static IReadOnlyList<GeneEntry> Parse(JsonElement root, string? release) =>
        [.. root.Required("results").Select(item => Entry(item, release).Entry).OfType<GeneEntry>()];

    private async Task<IReadOnlyList<GeneEntry>> SearchAsync(string query, int size, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync($"uniprotkb/search?query={LookupCalls.Escaped(query)}&format=json&size={size}", cancellationToken);
        return answer.Read(root => Parse(root, answer.Header("X-UniProt-Release")));
    }

    private static string Property(JsonElement link, string key) =>
        link.At("properties").Items().FirstOrDefault(property => property.At("key").Text() == key).At("value").Text();

    // "/uniprotkb/P12345?from=Q67890", with or without host and extension.
    private static string? Survivor(Uri? location) =>
        location is null ? null : TargetText.Read((location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString.Split('?')[0]).Split('/')[^1].Split('.')[0]).Ids is [("uniprot", var id)] ? id : null;
}
