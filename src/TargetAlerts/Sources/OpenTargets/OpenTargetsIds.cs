using System.Text.RegularExpressions;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.OpenTargets;

/// <summary>
/// Identifiers. A record's own is "gene:section:id:name": Open Targets has no lasting one, since ontologies are replaced
/// (26.06 moved many diseases from EFO to MONDO) and drugs change between salt and parent.
/// </summary>
internal static partial class OpenTargetsIds
{
    public const string Drug = "drug", Disease = "disease", Gene = "target";

    public static IReadOnlyList<string> Of(DrugTarget target) => [.. (target.Identifiers.GetValueOrDefault("ensembl") ?? []).Where(IsGene).Distinct()];

    public static bool IsGene(string text) => GeneShape().IsMatch(text);

    public static bool IsDisease(string text) => DiseaseShape().IsMatch(text);

    public static bool IsDrug(string text) => DrugShape().IsMatch(text);

    public static string Make(string gene, string section, string id, string name) => $"{gene}:{section}:{id}:{name}";

    public static string Section(string record) => record.Split(':') is [_, var section, ..] ? section : "";

    [GeneratedRegex("^ENSG[0-9]{11}$")]
    private static partial Regex GeneShape();

    [GeneratedRegex("^[A-Za-z]{1,20}_[A-Za-z0-9]{1,20}$")]
    private static partial Regex DiseaseShape();

    [GeneratedRegex("^CHEMBL[0-9]{1,12}$")]
    private static partial Regex DrugShape();
}
