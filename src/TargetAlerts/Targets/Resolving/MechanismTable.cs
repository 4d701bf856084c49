namespace TargetAlerts.Targets.Resolving;

/// <summary>The drugs of a target: ChEMBL's mechanisms on it and on the families that hold it.</summary>
internal sealed class MechanismTable(ChemblLookup chembl)
{
    /// <param name="own">ChEMBL ids of the target itself.</param>
    /// <param name="families">Of the larger ones around it.</param>
    public async Task<IReadOnlyList<TargetDrug>> OfAsync(HashSet<string> own, HashSet<string> families, CancellationToken cancellationToken)
    {
        if (own.Count + families.Count == 0) return [];
        var on = await chembl.ActionsOnAsync(own.Concat(families), cancellationToken);
        var molecules = on.Select(action => action.Molecule).Distinct().ToList();
        return DrugTiers.Of(own, families, on, await chembl.ActionsOfAsync(molecules, cancellationToken), await chembl.NamesAsync(molecules, cancellationToken));
    }
}
