using System.Globalization;
using TargetAlerts.Upstreams.ClinicalTrials;

namespace TargetAlerts.Upstreams.Samples;

internal static class SampleTrial
{
    private static readonly string[] Statuses = ["RECRUITING", "COMPLETED", "ACTIVE_NOT_RECRUITING", "NOT_YET_RECRUITING", "COMPLETED", "UNKNOWN"];
    private static readonly string[][] Phases = [["PHASE1"], ["PHASE2"], ["PHASE3"], ["PHASE4"], ["PHASE1", "PHASE2"], ["NA"]];

    public static Trial Make(string nctId, int seed, DateOnly posted, SampleTopic? topic = null)
    {
        topic ??= SampleTopic.Sert;
        var record = int.Parse(nctId[3..], CultureInfo.InvariantCulture);
        T One<T>(IReadOnlyList<T> items, int question) => Dice.Pick(items, record, seed, question);
        uint Roll(int question) => Dice.Roll(record, seed, question);
        var (drug, condition, status) = (One(topic.Drugs, 1).Name, One(topic.Conditions, 2), One(Statuses, 3));
        var observational = Roll(4) % 8 == 0;
        var start = posted.AddDays((int)(Roll(5) % 90));
        var done = status == "COMPLETED";
        var results = done && Roll(6) % 3 == 0;
        return new Trial
        {
            NctId = nctId,
            BriefTitle = $"{Capital(drug)} in {condition}: Made-up Study {record % 1000}",
            OfficialTitle = $"A Made-up Study of {Capital(drug)} Versus Placebo in Adults With {condition}",
            Acronym = Roll(7) % 4 == 0 ? $"MADEUP-{record % 1000}" : null,
            OrgStudyId = $"IMR-{record % 10_000}",
            SecondaryIds = Roll(8) % 3 == 0 ? [$"2099-{record % 1_000_000:D6}-42"] : [],
            OverallStatus = status,
            LastKnownStatus = status == "UNKNOWN" ? "RECRUITING" : null,
            StatusVerified = posted.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Start = new TrialDate(start.ToString(Roll(9) % 3 == 0 ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture), done ? "ACTUAL" : "ESTIMATED"),
            PrimaryCompletion = Date(start.AddYears(2), done),
            Completion = Date(start.AddYears(2).AddMonths(4), done),
            FirstPosted = posted,
            LastUpdatePosted = posted,
            ResultsFirstPosted = results ? posted : null,
            HasResults = results,
            StudyType = observational ? "OBSERVATIONAL" : "INTERVENTIONAL",
            Phases = observational ? [] : One(Phases, 10),
            Enrollment = 20 + (int)(Roll(11) % 600),
            EnrollmentType = done ? "ACTUAL" : "ESTIMATED",
            LeadSponsor = new Sponsor(One(SampleWords.Sponsors, 12), "OTHER"),
            Collaborators = Roll(13) % 3 == 0 ? [new Sponsor("Fictional Foundation")] : [],
            Conditions = [condition],
            Keywords = Roll(14) % 3 == 0 ? topic.Number == 0 ? ["serotonin transporter", "SSRI"] : [topic.Name] : ["made up"],
            Interventions = [new Intervention("DRUG", Capital(drug)), new Intervention("DRUG", "Placebo")],
            ArmDescriptions = [$"{Capital(drug)} once daily", "Matching placebo"],
            InterventionMeshTerms = [Capital(drug)],
            InterventionAncestors = topic.Number == 0 ? ["Neurotransmitter Uptake Inhibitors", "Membrane Transport Modulators"] : [],
            PrimaryOutcomes = [$"Change in symptom score of {condition} at week {4 + (Roll(15) % 20)}"],
            Countries = [One(SampleWords.Countries, 16)],
            BriefSummary = $"{SampleWords.MadeUp} It would compare {drug}, which acts on the {topic.Name}, with placebo.",
            Contacts = ["Made-up Contact 1"],
            BrowseBranches = ["All Drugs and Chemicals"],
        };
    }

    public static Trial Fresh(Trial trial, DateOnly posted) => trial with
    {
        OverallStatus = "NOT_YET_RECRUITING",
        LastKnownStatus = null,
        FirstPosted = posted,
        LastUpdatePosted = posted,
        ResultsFirstPosted = null,
        HasResults = false,
        EnrollmentType = "ESTIMATED",
    };

    private static TrialDate Date(DateOnly date, bool actual) =>
        new(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), actual ? "ACTUAL" : "ESTIMATED");

    private static string Capital(string drug) => char.ToUpperInvariant(drug[0]) + drug[1..];
}
