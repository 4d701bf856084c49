using System.Globalization;
using System.Text.Json;
using TargetAlerts.Sources;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Targets.Resolving;

/// <summary>A row of ChEMBL's mechanisms; molecule is the parent.</summary>
internal sealed record ChemblAction(string Molecule, string Target, string Action, bool Direct);

/// <summary>A molecule's preferred name and other names.</summary>
internal sealed record ChemblName(string Molecule, string Name);

/// <summary>ChEMBL: targets with their proteins, families and complexes, and the drugs that act on them.</summary>
internal sealed class ChemblLookup([FromKeyedServices("chembl")] SourceClient client)
{
    public const string Label = "ChEMBL", SingleProtein = "SINGLE PROTEIN";

    private const int Limit = 1000, Found = 20, Batch = 100;

    /// <summary>"ChEMBL_36".</summary>
    public async Task<string> ReleaseAsync(CancellationToken cancellationToken) =>
        (await client.AskAsync("status.json", cancellationToken)).Read(root => root.At("chembl_db_version").Text());

    public async Task<IReadOnlyList<GeneEntry>> TargetAsync(string id, CancellationToken cancellationToken) =>
        await AllAsync("target.json", $"target_chembl_id={id}", "targets", "target_chembl_id", Target, cancellationToken);

    /// <summary>What an id is that is no target: "COMPOUND"; null when ChEMBL does not know it.</summary>
    public async Task<string?> KindAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync($"chembl_id_lookup/{id}.json", cancellationToken);
        return (int)answer.Status == 404 ? null : answer.Read(root => root.At("entity_type").Text());
    }

    /// <summary>The human targets that ChEMBL's own search finds, best first.</summary>
    public async Task<IReadOnlyList<GeneEntry>> SearchAsync(string text, CancellationToken cancellationToken) =>
        (await client.AskAsync($"target/search.json?q={LookupCalls.Escaped(text)}&limit={Found}", cancellationToken))
            .Read(root => root.Required("targets").Select(Target).Where(target => target.Organism == GeneEntry.Human && target["uniprot"].Count > 0).ToList());

    /// <summary>Every target that holds one of the proteins: themselves, families, complexes.</summary>
    public async Task<IReadOnlyList<GeneEntry>> WithProteinsAsync(IEnumerable<string> accessions, CancellationToken cancellationToken)
    {
        var found = new List<GeneEntry>();
        foreach (var some in accessions.Chunk(Batch)) found.AddRange(await AllAsync("target.json", $"target_components__accession__in={string.Join(',', some)}", "targets", "target_chembl_id", Target, cancellationToken));
        return [.. found.DistinctBy(target => target["chembl"][0])];
    }

    public Task<IReadOnlyList<ChemblAction>> ActionsOnAsync(IEnumerable<string> targets, CancellationToken cancellationToken) =>
        InBatchesAsync("mechanism.json", "target_chembl_id__in", targets, "mechanisms", "mec_id", Mechanism, cancellationToken);

    public Task<IReadOnlyList<ChemblAction>> ActionsOfAsync(IEnumerable<string> molecules, CancellationToken cancellationToken) =>
        InBatchesAsync("mechanism.json", "parent_molecule_chembl_id__in", molecules, "mechanisms", "mec_id", Mechanism, cancellationToken);

    public Task<IReadOnlyList<ChemblName>> NamesAsync(IEnumerable<string> molecules, CancellationToken cancellationToken) =>
        InBatchesAsync("molecule.json", "molecule_chembl_id__in", molecules, "molecules", "molecule_chembl_id",
            row => new ChemblName(Id(row, "molecule_chembl_id"), row.At("pref_name").Text()), cancellationToken);

    public static GeneEntry Target(JsonElement row)
    {
        var proteins = row.At("target_components").Items().Where(part => part.At("accession").Text().Length > 0).ToList();
        var words = proteins.SelectMany(part => part.At("target_component_synonyms").Items()).ToLookup(word => word.At("syn_type").Text(), word => word.At("component_synonym").Text());
        var type = row.At("target_type").Text();
        var single = type == SingleProtein;
        return new()
        {
            Service = Label,
            Symbol = single ? words["GENE_SYMBOL"].FirstOrDefault() : null,
            Name = row.At("pref_name").Text(),
            Organism = row.At("organism").Text(),
            Group = single ? null : type,
            FullNames = [row.At("pref_name").Text()],
            // Some are not clean: "Synonyms=MGA" was seen.
            Aliases = single ? [.. words["GENE_SYMBOL_OTHER"].Select(word => word.Split('=')[^1])] : [],
            Ids = GeneEntry.IdsOf(("chembl", [Id(row, "target_chembl_id")]), ("uniprot", proteins.Select(part => part.At("accession").Text()))),
        };
    }

    public static ChemblAction Mechanism(JsonElement row) => new(
        row.At("parent_molecule_chembl_id").Text() is { Length: > 0 } parent ? parent : Id(row, "molecule_chembl_id"),
        row.At("target_chembl_id").Text(), row.At("action_type").Text().ToLowerInvariant(), row.At("direct_interaction").Text() is not ("0" or "false"));

    private static string Id(JsonElement row, string name) => row.At(name).Text() is { Length: > 0 } id ? id : throw new FormatException($"a row without {name}");

    private async Task<IReadOnlyList<T>> InBatchesAsync<T>(string resource, string filter, IEnumerable<string> ids, string list, string order, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(Batch)) found.AddRange(await AllAsync(resource, $"{filter}={string.Join(',', some)}", list, order, read, cancellationToken));
        return found;
    }

    private async Task<IReadOnlyList<T>> AllAsync<T>(string resource, string filter, string list, string order, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (true)
        {
            var answer = await client.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{resource}?{filter}&order_by={order}&limit={Limit}&offset={rows.Count}"), cancellationToken);
            var (page, total) = answer.Read(root => (root.Required(list).Select(read).ToList(), root.At("page_meta", "total_count").GetInt32()));
            rows.AddRange(page);
            if (rows.Count == total) return rows;
            if (rows.Count > total || page.Count == 0) throw new SourceUnavailableException($"{total} rows of {resource} declared, {rows.Count} came");
        }
    }
}
