using System.Globalization;

namespace TargetAlerts.Sources.Ctis;

/// <summary>The facts of a trial and what a difference in each is worth (SPEC.md, "Fields").</summary>
internal static class CtisFacts
{
    public const string Title = "title", Status = "status", Results = "results", Phase = "phase", Countries = "countries", Sponsor = "sponsor",
        Products = "products", Conditions = "conditions", Outcome = "primaryOutcome", Decided = "decided", Enrolment = "enrolment";

    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["1"] = "Under evaluation",
        ["2"] = "Authorised, recruitment pending",
        ["3"] = "Authorised, recruiting",
        ["4"] = "Ongoing, recruiting",
        ["5"] = "Ongoing, recruitment ended",
        ["6"] = "Temporarily halted",
        ["7"] = "Suspended",
        ["8"] = "Ended",
        ["9"] = "Expired",
        ["10"] = "Revoked",
        ["11"] = "Not authorised",
        ["12"] = "Cancelled",
    };

    private static readonly HashSet<string> Stopped = ["6", "7", "9", "10", "11", "12"];

    public static readonly IReadOnlyList<FactDefinition> Table =
    [
        new(Status, "Status") { Judge = d => Stopped.Contains(d.New?.First ?? "") ? Verdict.Bad : Verdict.High, Words = value => StatusWords(value.First), Headline = d => d.New is { } status ? $"Trial {StatusWords(status.First).ToLowerInvariant()}" : "Trial status changed" },
        new(Results, "Results") { Judge = d => d is { Old: null, New: not null } ? Verdict.High : Verdict.Silent, Headline = _ => "Results posted" },
        new(Phase, "Phase") { Judge = Judges.Text(Verdict.High), Headline = _ => "Phase changed" },
        new(Countries, "Countries") { Judge = Judges.Arrivals(Verdict.Normal), Headline = _ => "Country added" },
        new(Sponsor, "Sponsor") { Judge = Judges.Text(Verdict.Normal) },
        new(Products, "Product") { Judge = Judges.Set(Verdict.Normal) },
        new(Conditions, "Conditions") { Judge = Judges.Text(Verdict.Normal) },
        new(Outcome, "Primary endpoint") { Judge = Judges.Replaced(Verdict.Normal) },
        new(Enrolment, "Enrolment") { Judge = EnrolmentChange, Words = CountWords },
        new(Title, "Title") { Judge = Judges.Text(Verdict.Low) },
        new(Decided, "Decision") { Judge = Judges.Shift(Verdict.Low), Words = value => PartialDate.Parse(value.First)?.Words ?? value.First },
    ];

    /// <summary>A code that is not known is shown as it came.</summary>
    public static string StatusWords(string code) => Statuses.GetValueOrDefault(code) ?? (code.All(char.IsAsciiDigit) ? $"Status {code}" : code);

    public static string CountWords(FactValue value) => Count(value).ToString("N0", CultureInfo.InvariantCulture);

    private static Verdict EnrolmentChange(FactDifference difference) => difference is not { Old: { } old, New: { } now } ? Verdict.Normal
        : Math.Abs(Count(now) - Count(old)) > Count(old) * 0.2m ? Verdict.Normal : Verdict.Silent;

    private static decimal Count(FactValue value) => decimal.Parse(value.First, CultureInfo.InvariantCulture);
}
