using TargetAlerts.Targets;

namespace TargetAlerts.Sources.Ctis;

/// <summary>One search: a criterion of the portal's and its words.</summary>
internal sealed record CtisCriterion(string Name, string Words);

/// <summary>
/// A target's profile as searches, a name each: how several are written in one is not known. Several words are asked for
/// with containAll, which is right whether the portal takes them as a phrase or one by one.
/// </summary>
internal static class CtisQuery
{
    public static IReadOnlyList<CtisCriterion> For(DrugTarget target) =>
    [
        .. target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name)).Concat(target.SafeNames.Select(name => name.Text))
            .Select(word => new string([.. word.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '.')]).Trim()).Where(word => word.Length > 2)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(word => new CtisCriterion(word.Contains(' ') ? "containAll" : "containAny", word)),
    ];
}
