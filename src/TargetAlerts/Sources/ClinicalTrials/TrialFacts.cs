using System.Globalization;

namespace TargetAlerts.Sources.ClinicalTrials;

/// <summary>The facts of a trial and what a difference in each is worth (SPEC.md, "Which changes matter").</summary>
internal static class TrialFacts
{
    public const string Status = "status", WhyStopped = "whyStopped", Results = "results", Phase = "phase",
        PrimaryCompletion = "primaryCompletion", Completion = "completion", Start = "start", Enrolment = "enrolment",
        Sponsor = "sponsor", Collaborators = "collaborators", Conditions = "conditions", Interventions = "interventions",
        Outcomes = "primaryOutcomes", Title = "title", OfficialTitle = "officialTitle", Summary = "summary", Keywords = "keywords",
        Countries = "countries", StudyType = "studyType", LastStatus = "lastKnownStatus";

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Status, "Status") { Judge = d => TrialTerms.Stopped.Contains(d.New?.First ?? "") ? Verdict.Bad : Verdict.High, Words = value => TrialTerms.Status(value.First), Headline = StatusHeadline },
        new(WhyStopped, "Why stopped") { Judge = Judges.Text(Verdict.Normal), Words = value => $"“{value.First}”" },
        new(Results, "Results") { Judge = d => d is { Old: null, New: not null } ? Verdict.High : Verdict.Silent, Words = value => PartialDate.Parse(value.First) is { } day ? $"posted {day.Words}" : "posted", Headline = _ => "Results posted" },
        new(Phase, "Phase") { Judge = Judges.Set(Verdict.High), Words = value => TrialTerms.Phase(value.Values), Headline = _ => "Phase changed" },
        new(PrimaryCompletion, "Primary completion") { Judge = PrimaryShift, Words = DateWords, Distance = Judges.Distance },
        new(Completion, "Completion") { Judge = Judges.Shift(Verdict.Normal), Words = DateWords, Distance = Judges.Distance },
        new(Start, "Start") { Judge = Judges.Shift(Verdict.Normal), Words = DateWords, Distance = Judges.Distance },
        new(Enrolment, "Enrolment") { Judge = EnrolmentChange, Words = EnrolmentWords },
        new(Sponsor, "Sponsor") { Judge = Judges.Text(Verdict.Normal) },
        new(Collaborators, "Collaborators") { Judge = Judges.Set(Verdict.Normal) },
        new(Conditions, "Conditions") { Judge = Judges.Set(Verdict.Normal) },
        new(Interventions, "Interventions") { Judge = Judges.Set(Verdict.Normal) },
        new(Outcomes, "Primary outcome") { Judge = Judges.Set(Verdict.Normal), Words = value => string.Join("; ", value.Values) },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(OfficialTitle, "Official title") { Judge = Judges.Text(Verdict.Low) },
        new(Summary, "Summary") { Judge = Judges.Any(Verdict.Low), Words = _ => "" },
        new(Keywords, "Keywords") { Judge = Judges.Set(Verdict.Low) },
        new(Countries, "Countries") { Judge = Judges.Set(Verdict.Low) },
        new(StudyType, "Study type") { Judge = Judges.Never },
        new(LastStatus, "Last known status") { Judge = Judges.Never },
    ];

    private static string? StatusHeadline(FactDifference difference) => difference.New?.First switch
    {
        "TERMINATED" => "Trial terminated",
        "WITHDRAWN" => "Trial withdrawn before enrolment",
        "SUSPENDED" => "Trial suspended",
        "COMPLETED" => "Trial completed",
        "RECRUITING" => "Trial recruiting",
        _ => "Trial status changed",
    };

    private static Verdict PrimaryShift(FactDifference difference)
    {
        if (Judges.Dates(difference) is not var (old, later)) return difference.Old is null || difference.New is null ? Verdict.Normal : Verdict.Silent;
        if (difference is { Old.Qualifier: "ESTIMATED", New.Qualifier: "ACTUAL" }) return Verdict.High;
        return Math.Abs(old.DaysTo(later)) switch { > 30 => Verdict.High, > 0 => Verdict.Low, _ => Verdict.Silent };
    }

    private static Verdict EnrolmentChange(FactDifference difference)
    {
        if (difference is not { Old: { } old, New: { } now } || old.Qualifier != now.Qualifier) return Verdict.Normal;
        var (before, after) = (Count(old), Count(now));
        return Math.Abs(after - before) > before * 0.2m ? Verdict.Normal : Verdict.Silent;
    }

    private static decimal Count(FactValue value) => decimal.Parse(value.First, CultureInfo.InvariantCulture);

    public static string EnrolmentWords(FactValue value) =>
        $"{Count(value).ToString("N0", CultureInfo.InvariantCulture)} {(value.Qualifier == "ACTUAL" ? "actual" : "planned")}";

    public static string DateWords(FactValue value) =>
        (PartialDate.Parse(value.First)?.Words ?? value.First) + (value.Qualifier == "ACTUAL" ? " (actual)" : "");
}
