using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.Chembl;

/// <param name="Ids">Of all drugs of the target, unreadable ones too.</param>
internal sealed record ChemblDrugSet(FetchPage Page, IReadOnlySet<string> Ids);

/// <summary>
/// The drugs whose mechanism is the target: mechanism rows, folded by parent molecule since they may sit on a salt, with
/// the parent's phase and approval and the indications of all its forms.
/// </summary>
internal sealed class ChemblDrugs(ChemblApi api)
{
    public async Task<ChemblDrugSet> OfAsync(string target, CancellationToken cancellationToken)
    {
        var mechanisms = await api.ListAsync("mechanism", "mechanisms", $"target_chembl_id={target}", "mec_id", cancellationToken);
        if (mechanisms.FirstOrDefault(row => row.At("target_chembl_id").Text(20) != target) is { ValueKind: JsonValueKind.Object }) throw new SourceUnavailableException($"a mechanism of another target where {target} was asked for");
        var drugs = mechanisms.GroupBy(ChemblDrug.Parent).ToDictionary(rows => rows.Key, rows => rows.ToList());
        var forms = drugs.Values.SelectMany(rows => rows).Select(row => row.At("molecule_chembl_id").Text(20)).Concat(drugs.Keys).Where(ChemblIds.IsOne).Distinct().ToList();
        var molecules = (await ManyAsync("molecule", "molecules", [.. drugs.Keys], "only=molecule_chembl_id,pref_name,max_phase,first_approval,withdrawn_flag", "molecule_chembl_id", cancellationToken))
            .ToDictionary(molecule => molecule.At("molecule_chembl_id").Text(20));
        var indications = (await ManyAsync("drug_indication", "drug_indications", forms, "only=drugind_id,molecule_chembl_id,max_phase_for_ind,mesh_heading,efo_term", "drugind_id", cancellationToken))
            .ToLookup(row => row.At("molecule_chembl_id").Text(20));

        var records = new List<FetchedRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var (parent, rows) in drugs)
        {
            try
            {
                if (!molecules.TryGetValue(parent, out var molecule)) throw new FormatException("its molecule did not come");
                var all = rows.Select(row => row.At("molecule_chembl_id").Text(20)).Append(parent).Distinct().SelectMany(form => indications[form]);
                records.Add(ChemblDrug.Fetched(target, parent, rows, molecule, [.. all]));
            }
            catch (FormatException error)
            {
                unreadable.Add(new(ChemblDrug.IdOf(target, parent), error.Message));
            }
        }
        return new(new() { Records = records, Unreadable = unreadable }, drugs.Keys.Select(parent => ChemblDrug.IdOf(target, parent)).ToHashSet());
    }

    private async Task<IReadOnlyList<JsonElement>> ManyAsync(string resource, string collection, IReadOnlyList<string> molecules, string fields, string key, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        foreach (var batch in molecules.Chunk(ChemblApi.Batch))
        {
            items.AddRange(await api.ListAsync(resource, collection, $"molecule_chembl_id__in={string.Join(',', batch)}&{fields}", key, cancellationToken));
        }
        return items;
    }
}
