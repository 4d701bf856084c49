using System.Text.RegularExpressions;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Chembl;

/// <summary>ChEMBL's identifiers, which name targets, molecules, assays and documents alike.</summary>
internal static partial class ChemblIds
{
    /// <summary>The profile's ChEMBL targets: the protein, its orthologues, complexes and families.</summary>
    public static IReadOnlyList<string> Of(DrugTarget target) => [.. (target.Identifiers.GetValueOrDefault("chembl") ?? []).Where(IsOne).Distinct()];

    public static bool IsOne(string text) => Shape().IsMatch(text);

    [GeneratedRegex("^CHEMBL[0-9]{1,12}$")]
    private static partial Regex Shape();
}
