namespace TargetAlerts.Targets.Resolving;

/// <summary>ChEMBL's mechanisms as the profile's drugs.</summary>
internal static class DrugTiers
{
    // A drug with one other action (a dual reuptake inhibitor) is still a drug of the target; with more it is one action among many.
    private const int OtherTargets = 1;

    /// <param name="own">ChEMBL targets that are the profile's own; mechanisms on others come from families that hold it.</param>
    /// <param name="on">Mechanisms on the target and on its families.</param>
    /// <param name="all">All mechanisms of these molecules.</param>
    public static IReadOnlyList<TargetDrug> Of(IReadOnlySet<string> own, IReadOnlySet<string> families, IReadOnlyList<ChemblAction> on, IReadOnlyList<ChemblAction> all, IReadOnlyList<ChemblName> names)
    {
        var named = names.Where(one => one.Name.Length > 0).DistinctBy(one => one.Molecule).ToDictionary(one => one.Molecule, one => one.Name.ToLowerInvariant());
        var others = all.Where(action => !own.Contains(action.Target) && !families.Contains(action.Target)).ToLookup(action => action.Molecule, action => action.Target);
        return [.. on.GroupBy(action => action.Molecule)
            // A molecule without a name has nothing to be searched by.
            .Where(actions => named.ContainsKey(actions.Key))
            .Select(actions => new TargetDrug(named[actions.Key], Tier(actions, others[actions.Key]))
            {
                Chembl = actions.Key,
                Class = actions.Select(action => action.Action).FirstOrDefault(action => action.Length > 0),
                From = "chembl",
            })
            .OrderBy(drug => drug.Tier).ThenBy(drug => drug.Name, StringComparer.Ordinal)];

        DrugTier Tier(IEnumerable<ChemblAction> actions, IEnumerable<string> otherTargets) =>
            actions.Any(action => own.Contains(action.Target) && action.Direct) && otherTargets.Distinct().Count() <= OtherTargets ? DrugTier.Acts : DrugTier.Mixed;
    }
}
