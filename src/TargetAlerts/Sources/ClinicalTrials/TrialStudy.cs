using System.Text.Json;
using TargetAlerts.Sources.Http;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>One study as a record. Whole modules may be missing; what the registry computes daily is left out (SPEC.md, "Identity and versions").</summary>
internal static class TrialStudy
{
    private const int Unknown = 99_999_999;

    public static SourceRecord Record(string id, JsonElement study)
    {
        var protocol = study.At("protocolSection");
        var identification = protocol.At("identificationModule");
        var status = protocol.At("statusModule");
        var design = protocol.At("designModule");
        var sponsors = protocol.At("sponsorCollaboratorsModule");
        var interventions = protocol.At("armsInterventionsModule", "interventions").Items().ToList();
        var title = identification.At("briefTitle").Text(PlainText.TitleLength);
        if (title.Length == 0) title = identification.At("officialTitle").Text(PlainText.TitleLength);
        if (title.Length == 0) throw new FormatException("no title");
        var summary = protocol.At("descriptionModule", "briefSummary").Text();
        var names = interventions.Select(item => item.At("name").Text()).Where(name => name.Length > 0).ToList();
        var keywords = protocol.At("conditionsModule", "keywords").Texts();
        var conditions = protocol.At("conditionsModule", "conditions").Texts();

        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(TrialFacts.Title, FactValue.Text(title));
        Fact(TrialFacts.OfficialTitle, FactValue.Text(identification.At("officialTitle").Text(PlainText.TitleLength)));
        Fact(TrialFacts.Status, FactValue.Term(status.At("overallStatus").Text()));
        Fact(TrialFacts.LastStatus, FactValue.Term(status.At("lastKnownStatus").Text()));
        Fact(TrialFacts.WhyStopped, FactValue.Text(status.At("whyStopped").Text(400)));
        Fact(TrialFacts.Results, Results(study, status));
        Fact(TrialFacts.Phase, FactValue.List(design.At("phases").Texts()));
        Fact(TrialFacts.StudyType, FactValue.Term(design.At("studyType").Text()));
        Fact(TrialFacts.Start, Date(status.At("startDateStruct")));
        Fact(TrialFacts.PrimaryCompletion, Date(status.At("primaryCompletionDateStruct")));
        Fact(TrialFacts.Completion, Date(status.At("completionDateStruct")));
        Fact(TrialFacts.Enrolment, Enrolment(design.At("enrollmentInfo")));
        Fact(TrialFacts.Sponsor, FactValue.Text(sponsors.At("leadSponsor", "name").Text(200)));
        Fact(TrialFacts.Collaborators, FactValue.List(Distinct(sponsors.At("collaborators").Items().Select(item => item.At("name").Text(200)))));
        Fact(TrialFacts.Conditions, FactValue.List(conditions));
        Fact(TrialFacts.Interventions, FactValue.List(Distinct(names)));
        Fact(TrialFacts.Outcomes, FactValue.List(Distinct(protocol.At("outcomesModule", "primaryOutcomes").Items().Select(item => item.At("measure").Text(400)))));
        Fact(TrialFacts.Keywords, FactValue.List(keywords));
        Fact(TrialFacts.Countries, FactValue.List(Distinct(protocol.At("contactsLocationsModule", "locations").Items().Select(item => item.At("country").Text(80)))));
        if (summary.Length > 0) Fact(TrialFacts.Summary, FactValue.Text(Fingerprints.OfText(PlainText.Bare(summary))));

        var texts = new Dictionary<string, IReadOnlyList<string>>();
        void Search(string field, IReadOnlyList<string> said)
        {
            if (said.Any(text => text.Length > 0)) texts[field] = [.. said.Where(text => text.Length > 0)];
        }

        Search("intervention name", names);
        Search("other intervention name", [.. interventions.SelectMany(item => item.At("otherNames").Texts())]);
        Search("intervention MeSH term", [.. study.At("derivedSection", "interventionBrowseModule", "meshes").Items().Select(item => item.At("term").Text())]);
        Search("title", [title, identification.At("officialTitle").Text(PlainText.TitleLength), identification.At("acronym").Text(80)]);
        Search("keywords", keywords);
        Search("condition", conditions);
        Search("primary outcome", [.. protocol.At("outcomesModule", "primaryOutcomes").Items().Select(item => item.At("measure").Text(400))]);
        Search("summary", [summary]);

        return new()
        {
            Source = ClinicalTrialsSource.SourceName,
            Id = id,
            Kind = RecordKind.Trial,
            Title = title,
            Link = $"https://clinicaltrials.gov/study/{id}",
            Dated = PartialDate.Parse(status.At("studyFirstPostDateStruct", "date").Text()) is { Text.Length: 10 } posted ? posted.FirstDay : null,
            Facts = facts,
            Texts = texts,
            Identifiers = Identifiers(id, identification),
            SameAs = [.. identification.At("secondaryIdInfos").Items().SelectMany(other => RegistryNumbers.In(other.At("id").Text(80))).Where(key => key != $"nct:{id}").Distinct()],
        };
    }

    /// <summary>The day this public version was posted: the cursor's date.</summary>
    public static string Updated(JsonElement study) =>
        study.TryGetProperty("protocolSection", out var protocol) && protocol.TryGetProperty("statusModule", out var status) && status.ValueKind == JsonValueKind.Object
        && status.TryGetProperty("lastUpdatePostDateStruct", out var posted) && posted.ValueKind == JsonValueKind.Object
        && posted.TryGetProperty("date", out var date) && date.ValueKind == JsonValueKind.String ? date.GetString()! : "";

    private static FactValue? Results(JsonElement study, JsonElement status)
    {
        if (FactValue.Date(status.At("resultsFirstPostDateStruct", "date").Text()) is { } posted) return posted;
        return study.At("hasResults") is { ValueKind: JsonValueKind.True } ? FactValue.Term("posted") : null;
    }

    private static FactValue? Date(JsonElement date) => PartialDate.Parse(date.At("date").Text()) is { } day ? FactValue.Date(day.Text, date.At("type").Text() is { Length: > 0 } type ? type : null) : null;

    private static FactValue? Enrolment(JsonElement info) =>
        info.At("count") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) && count != Unknown
            ? FactValue.Number(count, info.At("type").Text() is { Length: > 0 } type ? type : null) : null;

    private static Dictionary<string, string> Identifiers(string id, JsonElement identification)
    {
        var identifiers = new Dictionary<string, string> { ["nct"] = id };
        foreach (var other in identification.At("secondaryIdInfos").Items())
        {
            if (other.At("id").Text(80) is { Length: > 0 } text) identifiers.TryAdd(other.At("type").Text(40) is { Length: > 0 } type ? type.ToLowerInvariant() : "secondary", text);
        }
        return identifiers;
    }

    private static List<string> Distinct(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
