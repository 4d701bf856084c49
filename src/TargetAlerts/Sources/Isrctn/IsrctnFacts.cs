using System.Globalization;

namespace TargetAlerts.Sources.Isrctn;

/// <summary>The facts of a trial and what a difference in each is worth (SPEC.md, "What matters").</summary>
internal static class IsrctnFacts
{
    public const string Title = "title", ScientificTitle = "scientificTitle", Status = "status", Results = "results", Outputs = "outputs",
        RecruitmentStart = "recruitmentStart", RecruitmentEnd = "recruitmentEnd", End = "end", Enrolment = "enrolment", FinalEnrolment = "finalEnrolment",
        Phase = "phase", Drugs = "drugs", Interventions = "interventions", Conditions = "conditions", PrimaryOutcomes = "primaryOutcomes",
        Sponsor = "sponsor", Countries = "countries", Design = "design";

    private static readonly string[] Stopping = ["stop", "suspend", "terminat", "withdraw", "abandon", "cancel"];

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Status, "Status") { Judge = d => Stops(d.New) ? Verdict.Bad : Verdict.High, Headline = d => d.New is { } status ? $"Trial {status.First.ToLowerInvariant()}" : "Trial status changed" },
        new(Results, "Results") { Judge = Judges.Arrivals(Verdict.High), Headline = _ => "Results added" },
        new(Outputs, "Outputs") { Judge = Judges.Arrivals(Verdict.Normal) },
        new(RecruitmentEnd, "Recruitment end") { Judge = Judges.Shift(Verdict.Normal), Words = DateWords, Distance = Judges.Distance },
        new(End, "End of trial") { Judge = Judges.Shift(Verdict.Normal), Words = DateWords, Distance = Judges.Distance },
        new(RecruitmentStart, "Recruitment start") { Judge = Judges.Shift(Verdict.Low), Words = DateWords, Distance = Judges.Distance },
        new(Phase, "Phase") { Judge = Judges.Set(Verdict.High), Headline = _ => "Phase changed" },
        new(Drugs, "Drugs") { Judge = Judges.Set(Verdict.Normal) },
        new(Interventions, "Interventions") { Judge = Judges.Replaced(Verdict.Normal), Words = _ => "" },
        new(FinalEnrolment, "Final enrolment") { Judge = Judges.Any(Verdict.Normal), Words = CountWords },
        new(Enrolment, "Planned enrolment") { Judge = Judges.Any(Verdict.Normal), Words = CountWords },
        new(Conditions, "Conditions") { Judge = Judges.Set(Verdict.Normal) },
        new(PrimaryOutcomes, "Primary outcome") { Judge = Judges.Set(Verdict.Normal), Words = value => string.Join("; ", value.Values) },
        new(Sponsor, "Sponsor") { Judge = Judges.Text(Verdict.Normal) },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(ScientificTitle, "Scientific title") { Judge = Judges.Text(Verdict.Low) },
        new(Countries, "Countries") { Judge = Judges.Set(Verdict.Low) },
        new(Design, "Design") { Judge = Judges.Never },
    ];

    private static bool Stops(FactValue? status) => status is not null && Stopping.Any(word => status.First.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string DateWords(FactValue value) => PartialDate.Parse(value.First)?.Words ?? value.First;

    public static string CountWords(FactValue value) => decimal.Parse(value.First, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);
}
