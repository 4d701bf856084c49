using System.Globalization;
using System.Xml.Linq;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>
/// One trial as a record. The registry has no overall status: only what it sets by hand is a fact, since what follows from
/// the dates changes with the calendar (SPEC.md, "Answer").
/// </summary>
internal static class IsrctnTrial
{
    private static readonly string[] KindNames = ["outputType", "artefactType"], DayNames = ["dateCreated", "dateUploaded"];

    public static SourceRecord Record(string id, XElement trial, XElement full)
    {
        var description = trial.Part("trialDescription");
        var title = description.Part("title").Said(PlainText.TitleLength);
        var scientific = description.Part("scientificTitle").Said(PlainText.TitleLength);
        if (title.Length == 0) title = scientific;
        if (title.Length == 0) throw new FormatException("no title");
        var design = trial.Part("trialDesign");
        var participants = trial.Part("participants");
        var interventions = trial.Part("interventions").Parts("intervention").ToList();
        List<string> drugs = [.. interventions.SelectMany(one => Listed(one.Part("drugNames").Said())).Distinct(StringComparer.OrdinalIgnoreCase)];
        List<string> conditions = [.. trial.Part("conditions").Parts("condition").Select(one => one.Part("description").Said(400)).Where(text => text.Length > 0)];
        List<string> outcomes = [.. description.Part("primaryOutcomes").Parts("outcomeMeasure").Select(one => one.Part("variable").Said(400)).Append(description.Part("primaryOutcome").Said(400)).Where(text => text.Length > 0).Distinct()];
        var outputs = trial.Part("outputs")?.Elements().Select(Output).Where(text => text.Length > 0).Distinct().ToList() ?? [];
        var facts = new Dictionary<string, FactValue>();
        void Fact(string name, FactValue? value)
        {
            if (value is not null) facts[name] = value;
        }

        Fact(IsrctnFacts.Title, FactValue.Text(title));
        Fact(IsrctnFacts.ScientificTitle, FactValue.Text(scientific));
        Fact(IsrctnFacts.Status, FactValue.Term(First(design.Part("overallStatusOverride"), participants.Part("recruitmentStatusOverride"), trial.Part("recruitmentStatusOverride"), participants.Part("recruitmentStartStatusOverride"))));
        Fact(IsrctnFacts.Results, FactValue.List([.. outputs.Where(IsResult), .. trial.Part("results").Part("basicReport").Said().Length > 0 ? ["Basic results"] : Array.Empty<string>()]));
        Fact(IsrctnFacts.Outputs, FactValue.List([.. outputs.Where(text => !IsResult(text))]));
        Fact(IsrctnFacts.RecruitmentStart, Day(participants.Part("recruitmentStart")));
        Fact(IsrctnFacts.RecruitmentEnd, Day(participants.Part("recruitmentEnd")));
        Fact(IsrctnFacts.End, Day(design.Part("overallEndDate")));
        Fact(IsrctnFacts.Enrolment, Count(participants.Part("targetEnrolment")));
        Fact(IsrctnFacts.FinalEnrolment, Count(participants.Part("totalFinalEnrolment")));
        Fact(IsrctnFacts.Phase, FactValue.List([.. interventions.Select(one => one.Part("phase").Said(80)).Where(phase => phase.Length > 0 && !phase.Equals("Not Applicable", StringComparison.OrdinalIgnoreCase) && !phase.Equals("Not Specified", StringComparison.OrdinalIgnoreCase)).Distinct()]));
        Fact(IsrctnFacts.Drugs, FactValue.List(drugs));
        Fact(IsrctnFacts.Interventions, Hash([.. interventions.Select(one => one.Part("description").Said())]));
        Fact(IsrctnFacts.Conditions, FactValue.List(conditions));
        Fact(IsrctnFacts.PrimaryOutcomes, FactValue.List(outcomes));
        Fact(IsrctnFacts.Sponsor, FactValue.Text(full.Part("sponsor", "organisation").Said(200)));
        Fact(IsrctnFacts.Countries, FactValue.List([.. participants.Part("recruitmentCountries").Parts("country").Select(country => country.Said(80)).Where(country => country.Length > 0).Distinct()]));
        Fact(IsrctnFacts.Design, FactValue.Term(design.Part("primaryStudyDesign").Said(80)));

        var texts = new Dictionary<string, IReadOnlyList<string>>();
        void Search(string field, params IEnumerable<string> said)
        {
            if (said.Where(text => text.Length > 0).ToList() is { Count: > 0 } held) texts[field] = held;
        }

        Search("drug name", drugs);
        Search("intervention", interventions.Select(one => one.Part("description").Said()));
        Search("title", title, scientific, description.Part("acronym").Said(80));
        Search("condition", conditions);
        Search("primary outcome", outcomes);
        Search("hypothesis", description.Part("studyHypothesis").Said());
        Search("summary", description.Part("plainEnglishSummary").Said());
        Search("eligibility", participants.Part("inclusion").Said(), participants.Part("exclusion").Said());

        var (identifiers, same) = Identifiers(id, trial.Part("externalRefs"));
        return new()
        {
            Source = IsrctnSource.SourceName,
            Id = id,
            Kind = RecordKind.Trial,
            Title = title,
            Link = $"https://www.isrctn.com/{id}",
            Dated = Assigned(trial) is { Length: >= 10 } assigned && PartialDate.Parse(assigned[..10]) is { Text.Length: 10 } day ? day.FirstDay : null,
            Facts = facts,
            Texts = texts,
            Identifiers = identifiers,
            SameAs = same,
        };
    }

    private static string Assigned(XElement trial) => trial.Part("isrctn")?.Attribute("dateAssigned")?.Value ?? trial.Attribute("publicIdentifierDateAssigned")?.Value ?? "";

    private static string First(params ReadOnlySpan<XElement?> elements)
    {
        foreach (var element in elements)
        {
            if (element.Said(80) is { Length: > 0 } said) return said;
        }
        return "";
    }

    private static FactValue? Day(XElement? element) => element.Said(40) is { Length: >= 10 } text && PartialDate.Parse(text[..10]) is { } day ? FactValue.Date(day.Text) : null;

    // 0 means "not yet known".
    private static FactValue? Count(XElement? element) => int.TryParse(element.Said(20), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? FactValue.Number(count) : null;

    private static FactValue? Hash(IReadOnlyList<string> texts) => PlainText.Bare(string.Concat(texts)) is { Length: > 0 } bare ? FactValue.Text(Fingerprints.OfText(bare)) : null;

    private static string[] Listed(string drugs) => drugs.Split([',', ';', '[', ']'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // What was put out, by its kind and where it lies; the layout of outputs is not documented, so either form is read.
    private static string Output(XElement output)
    {
        var kind = KindNames.Select(name => output.Attribute(name)?.Value ?? output.Part(name).Said(80)).FirstOrDefault(said => said.Length > 0) ?? "Output";
        var day = DayNames.Select(name => output.Attribute(name)?.Value ?? output.Part(name).Said(40)).FirstOrDefault(said => said.Length >= 10);
        return PlainText.Clean(day is null ? kind : $"{kind} ({day[..10]})", 120);
    }

    private static bool IsResult(string output) => output.Contains("result", StringComparison.OrdinalIgnoreCase);

    private static (Dictionary<string, string> Own, IReadOnlyList<string> Same) Identifiers(string id, XElement? references)
    {
        var own = new Dictionary<string, string> { ["isrctn"] = id };
        // The registry gives each record a DOI of its own.
        if (references.Part("doi").Said(80).ToLowerInvariant() is { Length: > 0 } doi && doi == $"10.1186/{id.ToLowerInvariant()}") own["doi"] = doi;
        var named = string.Join(' ', references?.Elements().Where(element => element.Name.LocalName is "clinicalTrialsGovNumber" or "eudraCTNumber" or "ctisNumber").Select(element => element.Said(200)) ?? []);
        return (own, RegistryNumbers.In(named));
    }
}
