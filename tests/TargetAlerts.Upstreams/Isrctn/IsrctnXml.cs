using System.Globalization;
using System.Xml.Linq;

namespace TargetAlerts.Upstreams.Isrctn;

internal static class IsrctnXml
{
    private static readonly XNamespace Space = "http://www.67bricks.com/isrctn";

    /// <param name="bare">Leaves the count out.</param>
    public static string Write(IEnumerable<IsrctnRecord> trials, int total, bool bare) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new XElement(Space + "allTrials", bare ? null : new XAttribute("totalCount", total), trials.Select(Full)).ToString(SaveOptions.DisableFormatting);

    private static XElement Full(IsrctnRecord trial) => E("fullTrial", E("trial",
        new XAttribute("lastUpdated", trial.LastUpdated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "62Z"),
        new XAttribute("version", trial.Version), new XAttribute("isPublished", "true"),
        E("isrctn", new XAttribute("dateAssigned", $"{trial.Assigned:yyyy-MM-dd}T10:11:12.968497Z"), trial.Number),
        E("trialDescription", trial.Untitled ? null : E("title", trial.Title), E("scientificTitle", trial.ScientificTitle), E("acronym"), E("plainEnglishSummary", trial.Summary),
            E("primaryOutcomes", E("outcomeMeasure", E("variable", trial.PrimaryOutcome))), E("primaryOutcome")),
        E("externalRefs", E("doi", $"10.1186/ISRCTN{trial.Number}"), E("eudraCTNumber", trial.EudraCtNumber), E("irasNumber"), E("clinicalTrialsGovNumber", trial.ClinicalTrialsGovNumber), E("secondaryNumbers")),
        E("trialDesign", E("primaryStudyDesign", "Interventional"), E("overallStatusOverride", trial.OverallStatusOverride), Day("overallEndDate", trial.OverallEnd)),
        E("participants", E("recruitmentCountries", trial.Countries.Select(country => E("country", country))), E("targetEnrolment", trial.TargetEnrolment), E("totalFinalEnrolment", trial.TotalFinalEnrolment),
            Day("recruitmentStart", trial.RecruitmentStart), Day("recruitmentEnd", trial.RecruitmentEnd), E("recruitmentStatusOverride", trial.RecruitmentStatusOverride)),
        E("conditions", E("condition", E("description", trial.Condition))),
        E("interventions", E("intervention", E("description", trial.Intervention), E("interventionType", "Drug"), E("phase", trial.Phase), E("drugNames", trial.DrugNames))),
        E("results", E("basicReport", trial.BasicReport)),
        E("outputs", trial.Outputs.Select(output => E("output", new XAttribute("outputType", output), new XAttribute("dateCreated", "2026-02-01T00:00:00.000Z")))),
        E("parties", E("sponsorId", "made-up"))), E("sponsor", new XAttribute("id", "made-up"), E("organisation", trial.Sponsor)));

    private static XElement Day(string name, DateOnly? day) => E(name, day is { } known ? $"{known:yyyy-MM-dd}T00:00:00.000Z" : null);

    private static XElement E(string name, params object?[] content) => new(Space + name, content);
}
