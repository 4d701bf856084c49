namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The query parameters and where each looks.</summary>
internal static class SearchAreas
{
    private static readonly IReadOnlyList<string> Everywhere = Pieces.Of("ProtocolSection", "ConditionBrowseModule", "InterventionBrowseModule");

    private static readonly Dictionary<string, IReadOnlyList<string>> Areas = new(StringComparer.Ordinal)
    {
        ["query.term"] = Everywhere,
        ["query.patient"] = Everywhere,
        ["query.cond"] = Pieces.Of("Condition", "Keyword", "BriefTitle", "OfficialTitle", "ConditionMeshTerm", "ConditionAncestorTerm"),
        ["query.intr"] = Pieces.Of("InterventionName", "InterventionOtherName", "BriefTitle", "OfficialTitle", "ArmGroupLabel", "ArmGroupInterventionName", "InterventionMeshTerm", "InterventionAncestorTerm", "ArmGroupDescription", "InterventionDescription"),
        ["query.titles"] = Pieces.Of("BriefTitle", "OfficialTitle", "Acronym"),
        ["query.outc"] = Pieces.Of("PrimaryOutcomeMeasure", "SecondaryOutcomeMeasure", "OtherOutcomeMeasure", "PrimaryOutcomeDescription", "SecondaryOutcomeDescription"),
        ["query.spons"] = Pieces.Of("LeadSponsorName", "CollaboratorName", "OrgFullName"),
        ["query.lead"] = Pieces.Of("LeadSponsorName"),
        ["query.locn"] = Pieces.Of("LocationCity", "LocationState", "LocationCountry", "LocationFacility", "LocationZip"),
        ["query.id"] = Pieces.Of("NCTId", "NCTIdAlias", "OrgStudyId", "SecondaryId", "Acronym"),
    };

    public static IEnumerable<string> Parameters => Areas.Keys;

    public static IReadOnlyList<string> Of(string parameter) => Areas[parameter];
}
