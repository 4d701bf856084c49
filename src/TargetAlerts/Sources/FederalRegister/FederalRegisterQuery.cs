using System.Globalization;
using TargetAlerts.Targets;

namespace TargetAlerts.Sources.FederalRegister;

/// <summary>
/// All documents of two agencies in a range of days: tens a week, looked through here (SPEC.md, "Since D": recommended).
/// The brackets of the parameters are encoded once; encoded twice, the source would drop the conditions and give everything.
/// </summary>
internal static class FederalRegisterQuery
{
    public static readonly IReadOnlyList<string> Agencies = ["food-and-drug-administration", "drug-enforcement-administration"];

    private static readonly string[] Asked =
        ["document_number", "title", "type", "subtype", "abstract", "publication_date", "effective_on", "agencies", "docket_ids", "comments_close_on", "action", "correction_of"];

    public static readonly string Fields = string.Join('&', Asked.Select(field => $"fields%5B%5D={field}"));

    public static string Range(DateOnly from, DateOnly to, int size) => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join('&', Agencies.Select(agency => $"conditions%5Bagencies%5D%5B%5D={agency}"))}&conditions%5Bpublication_date%5D%5Bgte%5D={from:yyyy-MM-dd}&conditions%5Bpublication_date%5D%5Blte%5D={to:yyyy-MM-dd}&order=newest&per_page={size}&{Fields}");

    /// <summary>What documents are searched for, by which a change of the profile is known.</summary>
    public static string For(DrugTarget target) => string.Join(" | ", target.SafeNames.Select(name => name.Text).Concat(target.FollowedDrugs.SelectMany(drug => drug.Synonyms.Prepend(drug.Name))));
}
