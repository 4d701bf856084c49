using System.Globalization;
using System.Text.Json.Nodes;

namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>Writes a made-up study the way /studies does: what is not known is left out.</summary>
internal static class TrialJson
{
    public static JsonObject Render(Trial trial) => Some(
        ("protocolSection", Some(
            ("identificationModule", Identification(trial)),
            ("statusModule", Status(trial)),
            ("sponsorCollaboratorsModule", Some(
                ("leadSponsor", Sponsor(trial.LeadSponsor)),
                ("collaborators", List(trial.Collaborators, Sponsor)))),
            ("descriptionModule", Some(("briefSummary", trial.BriefSummary))),
            ("conditionsModule", Some(("conditions", List(trial.Conditions)), ("keywords", List(trial.Keywords)))),
            ("designModule", Some(
                ("studyType", trial.StudyType),
                ("phases", List(trial.Phases)),
                ("enrollmentInfo", Some(("count", trial.Enrollment), ("type", trial.EnrollmentType))))),
            ("armsInterventionsModule", Some(
                ("armGroups", List(trial.ArmDescriptions, text => Some(("label", "Arm"), ("description", text)))),
                ("interventions", List(trial.Interventions, Intervention)))),
            ("outcomesModule", Some(("primaryOutcomes", List(trial.PrimaryOutcomes, text => Some(("measure", text)))))),
            ("contactsLocationsModule", Some(
                ("centralContacts", List(trial.Contacts, name => Some(("name", name), ("role", "CONTACT")))),
                ("locations", List(trial.Countries, country => Some(("facility", "Made-up Clinic"), ("country", country)))))))),
        ("derivedSection", Derived(trial)),
        ("hasResults", trial.HasResults));

    private static JsonObject Identification(Trial trial) => Some(
        ("nctId", trial.NctId),
        ("nctIdAliases", List(trial.Aliases)),
        ("orgStudyIdInfo", Some(("id", trial.OrgStudyId))),
        ("secondaryIdInfos", List(trial.SecondaryIds, id => Some(("id", id)))),
        ("organization", Some(("fullName", trial.LeadSponsor.Name), ("class", trial.LeadSponsor.Class))),
        ("briefTitle", trial.BriefTitle),
        ("officialTitle", trial.OfficialTitle),
        ("acronym", trial.Acronym));

    private static JsonObject Status(Trial trial) => Some(
        ("statusVerifiedDate", trial.StatusVerified),
        ("overallStatus", trial.OverallStatus),
        ("lastKnownStatus", trial.LastKnownStatus),
        ("whyStopped", trial.WhyStopped),
        ("startDateStruct", Date(trial.Start)),
        ("primaryCompletionDateStruct", Date(trial.PrimaryCompletion)),
        ("completionDateStruct", Date(trial.Completion)),
        ("studyFirstPostDateStruct", Posted(trial.FirstPosted)),
        ("resultsFirstPostDateStruct", trial.ResultsFirstPosted is { } results ? Posted(results) : null),
        ("lastUpdatePostDateStruct", Posted(trial.LastUpdatePosted)));

    // The version holder is the snapshot's day and is written when the study is served.
    private static JsonObject Derived(Trial trial) => Some(
        ("miscInfoModule", new JsonObject { ["versionHolder"] = null }),
        ("interventionBrowseModule", Some(
            ("meshes", List(trial.InterventionMeshTerms, term => Some(("term", term)))),
            ("ancestors", List(trial.InterventionAncestors, term => Some(("term", term)))),
            ("browseBranches", List(trial.BrowseBranches, name => Some(("abbrev", "Made"), ("name", name)))))));

    private static JsonObject Intervention(Intervention intervention) => Some(
        ("type", intervention.Type),
        ("name", intervention.Name),
        ("otherNames", List(intervention.OtherNames ?? [])));

    private static JsonObject Sponsor(Sponsor sponsor) => Some(("name", sponsor.Name), ("class", sponsor.Class));

    private static JsonObject Date(TrialDate? date) => Some(("date", date?.Date), ("type", date?.Type));

    private static JsonObject Posted(DateOnly date) =>
        Some(("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("type", "ACTUAL"));

    private static JsonArray List(IReadOnlyList<string> items) => [.. items.Select(item => JsonValue.Create(item))];

    private static JsonArray List<T>(IReadOnlyList<T> items, Func<T, JsonNode> render) => [.. items.Select(render)];

    private static JsonObject Some(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))
                json[name] = value;
        }
        return json;
    }
}
